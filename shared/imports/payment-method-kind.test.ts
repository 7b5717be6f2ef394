import { expect, test } from 'vitest';
import { guessPaymentMethodKind } from './payment-method-kind.ts';

test.each([
  ['Credit Card', 'card'],
  ['Debit card', 'card'],
  ['Visa 4242', 'card'],
  ['Bank Transfer', 'bank-account'],
  ['Direct Debit', 'bank-account'],
  ['SEPA', 'bank-account'],
  ['PayPal', 'wallet'],
  ['Google Pay', 'wallet'],
  ['Klarna', 'wallet'],
  ['Crypto', 'wallet'],
  ['Money', 'cash'],
  ['Cash', 'cash'],
  ['Cardiff voucher', 'other'],
  ['', 'other'],
])('%j is taken for %s', (label, kind) => {
  expect(guessPaymentMethodKind(label)).toBe(kind);
});

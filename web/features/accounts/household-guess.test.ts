import { expect, test } from 'vitest';
import { guessBaseCurrency } from './household-guess.ts';

test.each([
  ['de-DE', 'EUR'],
  ['de-CH', 'CHF'],
  ['en-US', 'USD'],
  ['en-GB', 'GBP'],
  ['en-IE', 'EUR'],
  ['ja', 'JPY'],
  ['pt-BR', 'BRL'],
  ['hr', 'EUR'],
  ['ar-KW', 'KWD'],
])('%s pays in %s', (locale, currency) => {
  expect(guessBaseCurrency(locale)).toBe(currency);
});

test('a region that nobody knows gets the euro', () => {
  expect(guessBaseCurrency('en-AQ')).toBe('EUR');
});

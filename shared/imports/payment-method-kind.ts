import type { PaymentMethodKind } from '#shared/subscriptions/payment-method.ts';

/** In this order: "Bank card" is a card, "Apple Card" too. */
const SIGNS: readonly (readonly [PaymentMethodKind, RegExp])[] = [
  [
    'card',
    /\bcards?\b|karte|visa|master|maestro|amex|american express|diners|discover|\belo\b|union ?pay/,
  ],
  [
    'wallet',
    /pay ?pal|[a-z]+ pay\b|alipay|we ?chat|klarna|skrill|stripe|venmo|shop ?pay|webmoney|qiwi|paysafe|affirm|crypto|bitcoin|wallet|revolut|wise|swish|mobilepay|twint/,
  ],
  [
    'bank-account',
    /bank|debit|transfer|sepa|iban|standing order|giro|ideal|sofort|interac|poli\b|account|\bach\b|konto|überweisung|lastschrift/,
  ],
  ['cash', /cash|\bmoney\b|\bbar\b/],
];

/** What a payment method most likely is, by its label: Wallos keeps nothing else. */
export function guessPaymentMethodKind(label: string): PaymentMethodKind {
  const text = label.toLowerCase();
  return SIGNS.find(([, sign]) => sign.test(text))?.[0] ?? 'other';
}

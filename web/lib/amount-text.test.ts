import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountFromText, amountToText } from './amount-text.ts';

test.each([
  ['15.49', 'en-GB', '15.49'],
  ['15,49', 'de-DE', '15.49'],
  ['15.49', 'de-DE', '15.49'],
  ['15,49', 'en-GB', '15.49'],
  ['1.500', 'de-DE', '1500'],
  ['1,500', 'en-GB', '1500'],
  ['1.250', 'en-GB', '1.250'],
  ['1.234,56', 'de-DE', '1234.56'],
  ['1,234.56', 'de-DE', '1234.56'],
  ['1.234.567', 'de-DE', '1234567'],
  ['12,34,567.89', 'en-IN', '1234567.89'],
  ["1'234.50", 'de-CH', '1234.50'],
  ['1 234,50', 'fr-FR', '1234.50'],
  ['€ 9.99', 'en-GB', '9.99'],
  ['.5', 'en-GB', '0.5'],
  [',5', 'de-DE', '0.5'],
  ['١٢٫٥٠', 'ar-EG', '12.50'],
  ['15.', 'en-GB', '15'],
])('%j in %s is %s', (text, locale, amount) => {
  expect(amountFromText(text, locale)).toBe(amount);
});

test.each(['', 'free', '-3', '1e3', '1.2,3.4', '1,2345.6', '12 EUR a month'])(
  '%j stays as it is, for validation to object to',
  (text) => {
    expect(amountFromText(text, 'en-GB')).toBe(text);
  },
);

test('what is shown for editing reads back as the same amount', () => {
  const amount = fc
    .tuple(fc.integer({ min: 0, max: 10 ** 12 - 1 }), fc.stringMatching(/^(|\d|\d\d)$/))
    .map(([whole, cents]) => (cents === '' ? `${whole}` : `${whole}.${cents}`));
  const locale = fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'pt-BR', 'ja-JP', 'hi-IN', 'sv-SE');
  fc.assert(
    fc.property(amount, locale, (given, where) => {
      expect(amountFromText(amountToText(given, where), where)).toBe(given);
    }),
  );
});

import { describe, expect, test } from 'vitest';
import { CURRENCY_CODES, isCurrency, minorDigits } from './currencies.ts';

/** What `Intl` knows and ISO 4217 no longer lists, or never listed as money. */
const WITHDRAWN = ['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'ZWL'];
const FUNDS_AND_METALS =
  'BOV CHE CHW CLF COU MXV USN UYI UYW XAD XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XUA';

describe('the currencies', () => {
  test('are those that the platform knows, without those that are not in use', () => {
    const notMoney = new Set([...WITHDRAWN, ...FUNDS_AND_METALS.split(' ')]);
    const expected = Intl.supportedValuesOf('currency').filter((code) => !notMoney.has(code));
    const unknownToCldr = CURRENCY_CODES.filter((code) => !expected.includes(code));
    expect(expected.filter((code) => !isCurrency(code))).toEqual([]);
    expect(unknownToCldr).toEqual(['VED']);
  });

  test('stand in alphabetical order, each once', () => {
    expect(CURRENCY_CODES).toEqual([...new Set(CURRENCY_CODES)].sort());
    expect(CURRENCY_CODES.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });

  test.each([...WITHDRAWN, ...FUNDS_AND_METALS.split(' '), 'XXX', 'XTS', 'ZZZ', 'eur', 'EURO', ''])(
    '%j is not one',
    (code) => expect(isCurrency(code)).toBe(false),
  );
  test.each([null, undefined, 978, ['EUR']])('%j is not one', (value) =>
    expect(isCurrency(value)).toBe(false),
  );
});

describe('minorDigits', () => {
  test.each([
    ['EUR', 2],
    ['USD', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['ISK', 0],
    ['CLP', 0],
    ['XOF', 0],
    ['KWD', 3],
    ['TND', 3],
    ['IQD', 3],
    ['HUF', 2],
    ['MGA', 2],
    ['XCG', 2],
    ['ZWG', 2],
  ])('%s has %i', (code, digits) => expect(minorDigits(code)).toBe(digits));

  test('is the one of ISO 4217 where CLDR shows fewer', () => {
    const differing = CURRENCY_CODES.filter((code) => minorDigits(code) !== digitsOfIntl(code));
    expect(differing).toEqual(differing.filter((code) => digitsOfIntl(code) < minorDigits(code)));
  });

  test('refuses what is not a currency', () => {
    expect(() => minorDigits('XXX')).toThrow(RangeError);
  });
});

function digitsOfIntl(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? Number.NaN;
}

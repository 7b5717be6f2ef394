import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencies, minorAmounts } from '#shared/testing/arbitraries.ts';
import { CURRENCY_CODES, minorDigits } from './currencies.ts';
import { checkAmount, formatAmount, parseAmount, toMoney } from './money.ts';

describe('checkAmount', () => {
  test.each([
    ['15.49', 'EUR'],
    ['15', 'EUR'],
    ['15.5', 'EUR'],
    ['0', 'EUR'],
    ['0.00', 'EUR'],
    ['0.01', 'EUR'],
    ['1549', 'JPY'],
    ['1.549', 'KWD'],
    ['999999999999.99', 'EUR'],
    ['999999999999.999', 'KWD'],
  ])('accepts %s %s', (amount, currency) => expect(checkAmount(amount, currency)).toBeNull());

  test.each([
    ['', 'EUR', 'must not be empty'],
    ['  ', 'EUR', 'must not be empty'],
    ['-1.00', 'EUR', 'must not have a sign'],
    ['+1.00', 'EUR', 'must not have a sign'],
    ['−1.00', 'EUR', 'must not have a sign'],
    ['-1,000.00', 'EUR', 'must not have a sign'],
    ['1e3', 'EUR', 'must not have an exponent'],
    ['1.5E-2', 'EUR', 'must not have an exponent'],
    ['1,000.00', 'EUR', 'must not have a thousands separator, and a point before the decimals'],
    ['15,49', 'EUR', 'must not have a thousands separator, and a point before the decimals'],
    ['1 000', 'EUR', 'must not have a thousands separator, and a point before the decimals'],
    ['1\u202f000', 'EUR', 'must not have a thousands separator, and a point before the decimals'],
    ["1'000", 'CHF', 'must not have a thousands separator, and a point before the decimals'],
    ['1_000', 'EUR', 'must not have a thousands separator, and a point before the decimals'],
    ['0.001', 'EUR', 'must have at most 2 decimals: EUR has no more'],
    ['1.000', 'EUR', 'must have at most 2 decimals: EUR has no more'],
    ['0.0001', 'KWD', 'must have at most 3 decimals: KWD has no more'],
    ['1.0', 'JPY', 'must not have decimals: JPY has none'],
    ['1000000000000', 'EUR', 'must have at most 12 digits before the point'],
    ['1000000000000000', 'JPY', 'must have at most 12 digits before the point'],
    ['1.2.3', 'EUR', 'must be a decimal number such as 15.49'],
    ['.50', 'EUR', 'must be a decimal number such as 15.49'],
    ['15.', 'EUR', 'must be a decimal number such as 15.49'],
    ['€15', 'EUR', 'must be a decimal number such as 15.49'],
    ['free', 'EUR', 'must be a decimal number such as 15.49'],
    ['NaN', 'EUR', 'must be a decimal number such as 15.49'],
    ['Infinity', 'EUR', 'must be a decimal number such as 15.49'],
    ['0x10', 'EUR', 'must be a decimal number such as 15.49'],
    ['１５', 'EUR', 'must be a decimal number such as 15.49'],
    ['15\n', 'EUR', 'must not have a thousands separator, and a point before the decimals'],
  ])('%j %s %s', (amount, currency, fault) => {
    expect(checkAmount(amount, currency)).toBe(fault);
    expect(() => parseAmount(amount, currency)).toThrow(RangeError);
  });

  test('says the same as parseAmount for any text', () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^[0-9+\-., eE']{0,18}$/));
    fc.assert(
      fc.property(texts, currencies, (text, currency) => {
        if (checkAmount(text, currency) === null) {
          expect(Number.isSafeInteger(parseAmount(text, currency))).toBe(true);
        } else {
          expect(() => parseAmount(text, currency)).toThrow(RangeError);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('cannot judge an amount of an unknown currency', () => {
    expect(() => checkAmount('1', 'XXX')).toThrow(RangeError);
    expect(() => parseAmount('1', 'XXX')).toThrow(RangeError);
  });
});

describe('amounts in minor units', () => {
  test.each([
    ['15.49', 'EUR', 1549],
    ['15.5', 'EUR', 1550],
    ['15', 'EUR', 1500],
    ['0.05', 'EUR', 5],
    ['1549', 'JPY', 1549],
    ['0.005', 'KWD', 5],
    ['4.35', 'USD', 435],
    ['1.1', 'KWD', 1100],
    ['999999999999.999', 'KWD', 999_999_999_999_999],
  ])('%s %s is %i', (amount, currency, minor) => {
    expect(parseAmount(amount, currency)).toBe(minor);
  });

  test.each<[number | bigint, string, string]>([
    [1549, 'EUR', '15.49'],
    [5, 'EUR', '0.05'],
    [0, 'EUR', '0.00'],
    [0, 'JPY', '0'],
    [0n, 'KWD', '0.000'],
    [5, 'KWD', '0.005'],
    [1549, 'JPY', '1549'],
    [-5, 'EUR', '-0.05'],
    [-123_456n, 'EUR', '-1234.56'],
    [10n ** 30n, 'EUR', '10000000000000000000000000000.00'],
  ])('%s of %s is written %s', (minor, currency, amount) => {
    expect(formatAmount(minor, currency)).toBe(amount);
    expect(toMoney(minor, currency)).toEqual({ amount, currency });
  });

  test.each(CURRENCY_CODES)('%s: parsing undoes formatting', (currency) => {
    const most = 10 ** (12 + minorDigits(currency)) - 1;
    fc.assert(
      fc.property(fc.oneof(minorAmounts, fc.constantFrom(0, 1, 9, 99, 100, most)), (minor) => {
        fc.pre(minor <= most);
        const amount = formatAmount(minor, currency);
        expect(checkAmount(amount, currency)).toBeNull();
        expect(parseAmount(amount, currency)).toBe(minor);
        expect(formatAmount(BigInt(minor), currency)).toBe(amount);
      }),
      { numRuns: 40 },
    );
  });
});

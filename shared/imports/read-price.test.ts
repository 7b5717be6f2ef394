import { describe, expect, test } from 'vitest';
import { readPrice } from './read-price.ts';

describe('reading a price', () => {
  test.each([
    ['€12.5', '€', '12.5'],
    ['¥1300', '¥', '1300'],
    ['Fr49', 'Fr', '49'],
    ['R$9.90', 'R$', '9.90'],
    ['kr.99', 'kr.', '99'],
    ['12,50 €', '€', '12.50'],
    ['USD 12', 'USD', '12'],
    ['12 USD', 'USD', '12'],
    ['17.99', '', '17.99'],
    [' $0 ', '$', '0'],
    ['$1,234.50', '$', '1234.50'],
    ['1.234,5 €', '€', '1234.5'],
    ["CHF 1'234.50", 'CHF', '1234.50'],
    ['1 234 567 kr', 'kr', '1234567'],
    ['1\u202f234,00 €', '€', '1234.00'],
    ['€5,-', null, null],
    ['$12.', '$', '12'],
  ])('%j is %j and %j', (text, symbol, amount) => {
    const price = readPrice(text);
    expect(price && [price.symbol, price.amount]).toEqual(
      symbol === null ? null : [symbol, amount],
    );
  });

  test.each([
    '',
    'free',
    '-5',
    '€-5',
    '−5 €',
    '+5',
    '€',
    '1,2,3',
    '1.2.3',
    '12,34,567',
    '$5 €',
    '1.234,567.8',
    '1e5',
  ])('%j is none', (text) => {
    expect(readPrice(text)).toBeNull();
  });

  test('doubts what may be thousands or three decimals', () => {
    expect(readPrice('$1,234')).toMatchObject({
      amount: '1234',
      note: { code: 'digits-grouped', isDoubt: true },
    });
    expect(readPrice('$1,234.00')?.note).toBeNull();
  });
});

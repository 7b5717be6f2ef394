import { expect, test } from 'vitest';
import { rateExample } from './rate-example.ts';

test('the example converts 100 units exactly', () => {
  expect(rateExample('0.92', 'USD', 'EUR')).toEqual({
    given: { amount: '100.00', currency: 'USD' },
    result: { amount: '92.00', currency: 'EUR' },
  });
  expect(rateExample('0.00615', 'JPY', 'EUR')?.result.amount).toBe('0.62');
  expect(rateExample('162.6', 'EUR', 'JPY')?.result.amount).toBe('16260');
});

test.for(['', '0', '0.0', '-1', '1e3', '1,5', '01', '1.00000000001'])(
  'there is none for %j',
  (rate) => {
    expect(rateExample(rate, 'USD', 'EUR')).toBeNull();
  },
);

test('there is none from a currency to itself', () => {
  expect(rateExample('1', 'EUR', 'EUR')).toBeNull();
});

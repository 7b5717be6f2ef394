import { describe, expect, test } from 'vitest';
import { readWallosCurrencies, readWallosEntries, type WallosCurrencies } from './wallos-api.ts';

const ENTRY = {
  id: 9,
  name: 'Gym',
  price: 7.5,
  currency_id: 1,
  next_payment: '2026-12-03',
  cycle: 3,
  frequency: 1,
  notes: null,
  url: null,
  inactive: 0,
  auto_renew: 1,
  start_date: null,
  cancellation_date: null,
  category_name: ' Sport ',
  payment_method_name: 'Cash',
  payer_user_name: 'Ann',
};
const CURRENCIES: WallosCurrencies = new Map([
  ['1', { code: 'eur', symbol: '€' }],
  ['2', { code: 'BTC', symbol: '₿' }],
  ['3', { code: '', symbol: 'pts' }],
]);

function read(change: object, currencies: WallosCurrencies | null = CURRENCIES) {
  const [facts] = readWallosEntries([{ ...ENTRY, ...change }], currencies);
  if (!facts) throw new Error('nothing was read');
  return facts;
}

describe('an entry of the API', () => {
  test('is read with whatever types PHP chose', () => {
    const texts = { id: '9', price: '7.50', currency_id: '1', cycle: '3', frequency: '2' };
    expect(read(texts)).toMatchObject({
      fileId: '9',
      amount: '7.5',
      currency: 'EUR',
      cycle: { every: 2, unit: 'month' },
      category: 'Sport',
      faults: [],
    });
    expect(read({ inactive: '1', auto_renew: false })).toMatchObject({
      isInactive: true,
      isManual: true,
    });
    expect(read({ inactive: true, auto_renew: undefined, id: undefined })).toMatchObject({
      isInactive: true,
      isManual: false,
      fileId: null,
    });
  });

  test.each([
    [0.1 + 0.2, '0.3'],
    [1300, '1300'],
    [100, '100'],
    [0, '0'],
    [1.005, '1.005'],
  ])('tells the price %d without the noise of floating point', (price, amount) => {
    expect(read({ price }).amount).toBe(amount);
  });

  test.each([
    [{ name: 5 }, 'name'],
    [{ price: -1 }, 'price'],
    [{ price: 'much' }, 'price'],
    [{ next_payment: null }, 'next_payment'],
    [{ cycle: 6 }, 'cycle'],
    [{ currency_id: null }, 'currency_id'],
  ])('is faulty with %j', (change, field) => {
    const { faults, name } = read(change);
    expect(faults.map((fault) => fault.field)).toContain(field);
    expect(name).toBe('name' in change ? '' : 'Gym');
  });

  test('is faulty if it is no entry', () => {
    const [facts] = readWallosEntries([null], CURRENCIES);
    expect(facts?.faults).toHaveLength(1);
  });

  test('asks for a currency that ISO does not know, by what Wallos calls it', () => {
    expect(read({ currency_id: 2 })).toMatchObject({
      currency: null,
      hint: { kind: 'currency-symbol', symbol: 'BTC' },
    });
    expect(read({ currency_id: 3 }).hint).toEqual({ kind: 'currency-symbol', symbol: 'pts' });
    expect(read({ currency_id: 77 }).hint).toEqual({ kind: 'currency-number', symbol: '77' });
  });

  test('mentions what replaced it, if that is in the file', () => {
    const [first, second] = readWallosEntries(
      [
        { ...ENTRY, replacement_subscription_id: 10 },
        { ...ENTRY, id: 10, name: 'Pool', replacement_subscription_id: 11 },
      ],
      CURRENCIES,
    );
    expect(first?.remarks).toMatchObject([{ code: 'replaced-in-wallos' }]);
    expect(first?.remarks[0]?.detail).toContain('“Pool”');
    expect(second?.remarks).toEqual([]);
  });
});

test('currencies are recognised, and anything else is not', () => {
  const answer = { success: true, currencies: [{ id: 1, code: 'EUR', symbol: '€', rate: '1' }] };
  expect(readWallosCurrencies(answer)?.get('1')).toEqual({ code: 'EUR', symbol: '€' });
  expect(readWallosCurrencies({ subscriptions: [] })).toBeNull();
  expect(readWallosCurrencies([{ id: 1 }])).toBeNull();
});

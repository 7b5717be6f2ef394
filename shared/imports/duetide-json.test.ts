import { describe, expect, test } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { readDuetideJson } from './duetide-json.ts';

const SUBSCRIPTION = {
  id: 's1',
  name: 'Netflix',
  cycle: { every: 1, unit: 'month' },
  anchor: '2026-01-31',
  prices: [{ amount: '15.49', currency: 'USD' }],
};
const FILE = {
  format: 'duetide',
  version: 1,
  household: { name: 'Home', baseCurrency: 'EUR', timeZone: 'UTC' },
  categories: [{ id: 'c1', name: 'Video', color: 'coral' }],
  paymentMethods: [{ id: 'p1', label: 'Visa', kind: 'card' }],
  subscriptions: [SUBSCRIPTION],
  rates: [{ from: 'USD', to: 'EUR', rate: '0.9', on: '2026-01-01' }],
};

function draftOf(change: object | null | string) {
  const entry = typeof change === 'object' && change ? { ...SUBSCRIPTION, ...change } : change;
  return readDuetideJson({ ...FILE, subscriptions: [entry] } as { version: unknown }).draft(0);
}

function refusalOf(change: object): AppError {
  try {
    readDuetideJson({ ...FILE, ...change });
  } catch (error) {
    if (error instanceof AppError && error.code === 'unreadable-file') return error;
    throw error;
  }
  throw new Error('was read');
}

describe('reading a household', () => {
  test('takes budgets, and refuses those of a category that is not there', () => {
    const limit = { amount: '40', currency: 'EUR' };
    const budgets = [
      { name: 'All', limit },
      { name: 'Video', limit, period: 'year', categoryId: 'c1' },
    ];
    expect(readDuetideJson({ ...FILE, version: 2, budgets } as never).budgets).toEqual([
      { name: 'All', limit, period: 'month', categoryKey: null },
      { name: 'Video', limit, period: 'year', categoryKey: 'c1' },
    ]);
    const dangling = { budgets: [...budgets, { name: 'x', limit, categoryId: 'c9' }] };
    expect(refusalOf(dangling).errors).toEqual([
      { pointer: '/file/budgets/2/categoryId', detail: 'is no category of this file' },
    ]);
    const nothing = { budgets: [{ name: 'x', limit: { amount: '0', currency: 'EUR' } }] };
    expect(refusalOf(nothing).errors).toMatchObject([{ pointer: '/file/budgets/0/limit/amount' }]);
  });

  test('fills in what a hand leaves out', () => {
    const source = readDuetideJson({
      format: 'duetide',
      version: 1,
      subscriptions: [SUBSCRIPTION],
    } as never);
    expect(source).toMatchObject({ household: null, rates: [], size: 1 });
    expect(source.categories.size).toBe(0);
    expect(source.draft(0)).toMatchObject({
      fileId: 's1',
      categoryKey: null,
      payments: [],
      createdAt: null,
      subscription: {
        prices: [{ from: '2026-01-31', amount: '15.49', currency: 'USD' }],
        pauses: [],
        cancelledOn: null,
        notes: '',
      },
      faults: [],
    });
  });

  test('takes rates as entered by hand', () => {
    expect(readDuetideJson(FILE).rates).toEqual([
      { from: 'USD', to: 'EUR', rate: '0.9', on: '2026-01-01', source: 'manual' },
    ]);
  });

  test.each([
    [{ subscriptions: {} }, '/file/subscriptions'],
    [{ categories: [{ id: 'c1', name: '' }] }, '/file/categories/0/name'],
    [{ paymentMethods: [{ id: 'p1', label: 'A', kind: 'gold' }] }, '/file/paymentMethods/0/kind'],
    [{ rates: [{ from: 'USD', to: 'EUR', rate: '-1', on: '2026-01-01' }] }, '/file/rates/0/rate'],
    [
      { household: { name: 'A', baseCurrency: 'XYZ', timeZone: 'UTC' } },
      '/file/household/baseCurrency',
    ],
    [{ extra: 1 }, '/file/extra'],
    [{ version: 0 }, '/file/version'],
    [{ version: 'one' }, '/file/version'],
    [{ exportedAt: 'today' }, '/file/exportedAt'],
  ])('refuses a frame with %j', (change, pointer) => {
    expect(refusalOf(change).errors?.map((each) => each.pointer)).toContain(pointer);
  });

  test('asks for an update before a file of a later version', () => {
    expect(refusalOf({ version: 3 }).detail).toContain('newer Duetide');
  });
});

describe('a subscription of the file', () => {
  test.each([
    [{ name: '' }, 'name'],
    [{ anchor: '2026-02-30' }, 'anchor'],
    [{ cycle: { every: 0, unit: 'month' } }, 'cycle/every'],
    [{ prices: [{ amount: '0.001', currency: 'EUR' }] }, 'prices/0/amount'],
    [{ prices: [{ amount: '1', currency: 'XXX' }] }, 'prices/0/currency'],
    [{ cancelledOn: '2026-02-01' }, 'accessUntil'],
    [{ colour: 'red' }, 'colour'],
    [{ categoryId: 'c2' }, 'categoryId'],
    [{ paymentMethodId: 'p2' }, 'paymentMethodId'],
    [{ createdAt: 'yesterday' }, 'createdAt'],
    [{ payments: [{ dueOn: '2026-01-31', status: 'lost' }] }, 'payments/0/status'],
    [
      {
        payments: [
          { dueOn: '2026-01-31', status: 'paid' },
          { dueOn: '2026-01-31', status: 'skipped' },
        ],
      },
      'payments',
    ],
  ])('is faulty with %j', (change, field) => {
    const draft = draftOf(change);
    expect(draft.subscription).toBeNull();
    expect(draft.faults.map((fault) => fault.field)).toEqual([field]);
  });

  test('is faulty if it is no object, and has no name then', () => {
    for (const entry of ['text', null]) {
      expect(draftOf(entry)).toMatchObject({ name: '', faults: [{ detail: 'must be an object' }] });
    }
    expect(draftOf({ name: 7, payments: 'none' })).toMatchObject({ name: '' });
  });

  test('keeps its references, its ledger and its age', () => {
    const draft = draftOf({
      categoryId: 'c1',
      paymentMethodId: 'p1',
      createdAt: '2025-05-05T05:05:05.555Z',
      payments: [
        { dueOn: '2026-01-31', status: 'skipped' },
        { dueOn: '2026-02-28', status: 'paid', amount: { amount: '1', currency: 'EUR' } },
      ],
    });
    expect(draft).toMatchObject({
      categoryKey: 'c1',
      paymentMethodKey: 'p1',
      createdAt: '2025-05-05T05:05:05.555Z',
      payments: [
        { dueOn: '2026-01-31', status: 'skipped', paidOn: null, amount: null },
        { dueOn: '2026-02-28', status: 'paid', amount: { amount: '1', currency: 'EUR' } },
      ],
    });
  });
});

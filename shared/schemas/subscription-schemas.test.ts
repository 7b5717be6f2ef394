import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  cancelInputSchema,
  createSubscriptionSchema,
  listSubscriptionsQuery,
  patchSubscriptionSchema,
  pauseInputSchema,
  paymentInputSchema,
  priceChangeSchema,
  rangeQuery,
} from './subscription-schemas.ts';

const LEAST = {
  name: 'Netflix',
  cycle: { every: 1, unit: 'month' },
  anchor: '2026-01-31',
  prices: [{ amount: '15.49', currency: 'USD' }],
};
const PRICE = { from: '2026-01-31', amount: '15.49', currency: 'USD' };

/** Where something is wrong, each field once. */
function faults(schema: z.ZodType, value: unknown): string[] {
  const result = schema.safeParse(value);
  const issues = result.success ? [] : result.error.issues;
  return [...new Set(issues.map(({ path, code }) => path.join('/') || code))];
}

const faultsOfNew = (changes: object) => faults(createSubscriptionSchema, { ...LEAST, ...changes });

describe('a new subscription', () => {
  test('needs a name, an anchor, a cycle and prices, and gets the rest', () => {
    expect(createSubscriptionSchema.parse(LEAST)).toEqual({
      ...LEAST,
      trialEndsOn: null,
      weekendRule: 'none',
      autoRenews: true,
      notice: null,
      minimumTermEndsOn: null,
      url: null,
      cancelUrl: null,
      service: null,
      notes: '',
      tags: [],
      categoryId: null,
      paymentMethodId: null,
    });
    for (const field of Object.keys(LEAST)) {
      expect(faultsOfNew({ [field]: undefined })).toEqual([field]);
    }
  });

  test('may say everything', () => {
    const everything = {
      ...LEAST,
      prices: [PRICE, { ...PRICE, from: '2026-06-01', amount: '17.99' }],
      trialEndsOn: '2026-01-30',
      weekendRule: 'next-business-day',
      autoRenews: false,
      notice: { every: 30, unit: 'day' },
      minimumTermEndsOn: '2027-01-30',
      url: 'https://netflix.com/account',
      cancelUrl: 'http://netflix.com/cancel?x=1',
      service: 'netflix',
      notes: 'Shared\nwith the neighbours',
      tags: ['video', 'family'],
      categoryId: '01890a5d-ac96-774b-bcce-b302099a8057',
      paymentMethodId: '01890a5d-ac96-774b-bcce-b302099a8058',
    };
    expect(createSubscriptionSchema.parse(everything)).toEqual(everything);
    expect(faultsOfNew({ cycle: null })).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['name', 5],
    ['name', ''],
    ['name', '   '],
    ['name', 'x'.repeat(201)],
    ['name', 'a\u0000b'],
    ['name', null],
    ['cycle', 'monthly'],
    ['cycle/every', { every: 0, unit: 'month' }],
    ['cycle/every', { every: -1, unit: 'month' }],
    ['cycle/every', { every: 1000, unit: 'month' }],
    ['cycle/every', { every: 1.5, unit: 'month' }],
    ['cycle/every', { every: '1', unit: 'month' }],
    ['cycle/every', { unit: 'month' }],
    ['cycle/unit', { every: 1, unit: 'months' }],
    ['cycle/unit', { every: 1 }],
    ['cycle', { every: 1, unit: 'month', times: 3 }],
    ['anchor', '2026-02-30'],
    ['anchor', '31.01.2026'],
    ['anchor', ''],
    ['anchor', 20260131],
    ['anchor', null],
    ['anchor', '1899-12-31'],
    ['prices', []],
    ['prices', {}],
    ['prices', Array.from({ length: 201 }, () => PRICE)],
    ['prices/0', ['15.49']],
    ['prices/0', [{ ...PRICE, until: '2026-02-01' }]],
    ['prices/0/from', [{ ...PRICE, from: '2026-02-30' }]],
    ['prices/0/from', [{ ...PRICE, from: '2026-02-01' }]],
    ['prices/0/from', [{ ...PRICE, from: null }]],
    ['prices/0/amount', [{ ...PRICE, amount: 15.49 }]],
    ['prices/0/amount', [{ ...PRICE, amount: '' }]],
    ['prices/0/amount', [{ ...PRICE, amount: '-1' }]],
    ['prices/0/amount', [{ ...PRICE, amount: '1e3' }]],
    ['prices/0/amount', [{ ...PRICE, amount: '1,000.00' }]],
    ['prices/0/amount', [{ ...PRICE, amount: '0.001', currency: 'EUR' }]],
    ['prices/0/amount', [{ ...PRICE, amount: '1000000000000000' }]],
    ['prices/0/amount', [{ ...PRICE, amount: '1.5', currency: 'JPY' }]],
    ['prices/0/currency', [{ ...PRICE, currency: 'XXX' }]],
    ['prices/0/currency', [{ ...PRICE, currency: 'usd' }]],
    ['prices/0/currency', [{ ...PRICE, currency: 840 }]],
    ['prices/0/currency', [{ amount: '1' }]],
    ['prices/1/from', [PRICE, { ...PRICE, from: '2026-01-30' }]],
    ['prices/1/from', [PRICE, PRICE]],
    ['trialEndsOn', '2026-01-31'],
    ['trialEndsOn', 'soon'],
    ['weekendRule', 'monday'],
    ['weekendRule', null],
    ['autoRenews', 'yes'],
    ['notice', 30],
    ['notice/every', { every: 0, unit: 'day' }],
    ['minimumTermEndsOn', '2026-01-30'],
    ['minimumTermEndsOn', 12],
    ['url', 'javascript:alert(1)'],
    ['url', 'netflix.com'],
    ['url', 'https://'],
    ['url', `https://netflix.com/${'x'.repeat(2_048)}`],
    ['cancelUrl', 'ftp://netflix.com'],
    ['service', 'Net Flix'],
    ['service', ''],
    ['service', 'x'.repeat(61)],
    ['notes', null],
    ['notes', 'x'.repeat(10_001)],
    ['tags', 'video'],
    ['tags', ['a', 'a']],
    ['tags', ['a', ' a ']],
    ['tags', Array.from({ length: 21 }, (_, at) => `${at}`)],
    ['tags/0', ['']],
    ['tags/1', ['a', 'x'.repeat(51)]],
    ['categoryId', 'video'],
    ['categoryId', 7],
    ['paymentMethodId', 'card'],
  ])('is refused at %s for %j', (pointer, value) => {
    const [field = ''] = pointer.split('/');
    expect(faultsOfNew({ [field]: value })).toEqual([pointer]);
  });

  test('is refused with a field that nobody knows', () => {
    expect(faultsOfNew({ status: 'active' })).toEqual(['unrecognized_keys']);
    expect(faultsOfNew({ pauses: [] })).toEqual(['unrecognized_keys']);
  });

  test('all faults come at once', () => {
    expect(
      faultsOfNew({
        name: '',
        anchor: '2026-02-30',
        prices: [
          { amount: '0.001', currency: 'EUR' },
          { amount: '1', currency: 'ZZZ' },
        ],
      }),
    ).toEqual(['name', 'anchor', 'prices/1/currency', 'prices/0/amount']);
  });

  test.each([null, [], 'x', 5, undefined])('is not %j', (value) => {
    expect(faults(createSubscriptionSchema, value)).toEqual(['invalid_type']);
  });
});

describe('a change', () => {
  test('names at least one field, and adds no default', () => {
    expect(patchSubscriptionSchema.parse({ notes: 'x' })).toEqual({ notes: 'x' });
    expect(faults(patchSubscriptionSchema, {})).toEqual(['custom']);
    expect(faults(patchSubscriptionSchema, { name: 'x', version: 3 })).toEqual([
      'unrecognized_keys',
    ]);
    expect(faults(patchSubscriptionSchema, { name: '' })).toEqual(['name']);
  });

  test('of the price has a date and an amount that fits its currency', () => {
    expect(priceChangeSchema.parse(PRICE)).toEqual(PRICE);
    expect(faults(priceChangeSchema, { ...PRICE, amount: '1.234' })).toEqual(['amount']);
    expect(faults(priceChangeSchema, { ...PRICE, currency: 'XXX' })).toEqual(['currency']);
    expect(faults(priceChangeSchema, { ...PRICE, from: undefined })).toEqual(['from']);
    expect(faults(priceChangeSchema, { ...PRICE, until: null })).toEqual(['unrecognized_keys']);
  });
});

describe('the bodies of actions', () => {
  test('a pause ends after it begins, or not at all', () => {
    expect(faults(pauseInputSchema, { from: '2026-01-01' })).toEqual([]);
    expect(faults(pauseInputSchema, { from: '2026-01-01', until: null })).toEqual([]);
    expect(faults(pauseInputSchema, { from: '2026-01-01', until: '2026-01-02' })).toEqual([]);
    expect(faults(pauseInputSchema, { from: '2026-01-01', until: '2026-01-01' })).toEqual([
      'until',
    ]);
    expect(faults(pauseInputSchema, {})).toEqual(['from']);
  });

  test('access lasts at least to the day of cancelling', () => {
    const on = '2026-03-01';
    expect(faults(cancelInputSchema, {})).toEqual([]);
    expect(faults(cancelInputSchema, { on, accessUntil: on })).toEqual([]);
    expect(faults(cancelInputSchema, { on, accessUntil: '2026-02-28' })).toEqual(['accessUntil']);
    expect(faults(cancelInputSchema, { accessUntil: '2026-02-30' })).toEqual(['accessUntil']);
  });

  test('an entry of the ledger is paid or skipped', () => {
    const amount = { amount: '9.99', currency: 'EUR' };
    expect(faults(paymentInputSchema, { status: 'paid', amount, paidOn: '2026-01-02' })).toEqual(
      [],
    );
    expect(faults(paymentInputSchema, { status: 'due' })).toEqual(['status']);
    expect(
      faults(paymentInputSchema, { status: 'paid', amount: { ...amount, amount: '9.999' } }),
    ).toEqual(['amount/amount']);
  });
});

describe('queries', () => {
  test('a range does not end before it begins', () => {
    expect(faults(rangeQuery, { from: '2026-01-01', to: '2026-01-01' })).toEqual([]);
    expect(faults(rangeQuery, { from: '2026-01-02', to: '2026-01-01' })).toEqual(['to']);
    expect(faults(rangeQuery, { from: '2026-01-02' })).toEqual(['to']);
  });

  test('a list has a limit, an order and known filters', () => {
    expect(listSubscriptionsQuery.parse({})).toEqual({ limit: 50, sort: 'name', trash: false });
    expect(
      listSubscriptionsQuery.parse({ limit: '200', sort: '-monthlyCost', trash: 'true' }),
    ).toEqual({ limit: 200, sort: '-monthlyCost', trash: true });
    for (const limit of ['0', '201', '1.5', '-1', 'x', '']) {
      expect(faults(listSubscriptionsQuery, { limit })).toEqual(['limit']);
    }
    expect(faults(listSubscriptionsQuery, { sort: 'price' })).toEqual(['sort']);
    expect(faults(listSubscriptionsQuery, { status: 'dead' })).toEqual(['status']);
    expect(faults(listSubscriptionsQuery, { trash: '1' })).toEqual(['trash']);
    expect(faults(listSubscriptionsQuery, { page: '2' })).toEqual(['unrecognized_keys']);
  });
});

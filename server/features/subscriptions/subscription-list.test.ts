import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Store } from '#server/adapters/store/store.ts';
import { createToday } from '#server/today.ts';
import { createRateBook } from '#shared/money/conversion.ts';
import { listSubscriptionsQuery } from '#shared/schemas/subscription-schemas.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import {
  sampleCategory,
  sampleHousehold,
  sampleId,
  samplePaymentMethod,
  sampleRate,
  sampleSubscription,
} from '#tests/support/sample-records.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { createSubscriptionService, type SubscriptionService } from './subscription-service.ts';

const scope = {
  householdId: sampleHousehold().id,
  timeZone: 'UTC',
  baseCurrency: 'EUR',
};

let store: Store;
let service: SubscriptionService;

beforeEach(async () => {
  store = await openMemoryStore();
  await store.households.insert(sampleHousehold());
  const clock = createSetClock('2026-11-20T12:00:00.000Z');
  service = createSubscriptionService({
    subscriptions: store.subscriptions,
    categories: store.categories,
    paymentMethods: store.paymentMethods,
    rates: {
      bookFrom: async ({ householdId }) => createRateBook(await store.rates.list(householdId)),
    },
    clock,
    today: createToday(clock),
  });
});
afterEach(() => store.close());

let next = 1_000;
async function add(changes: Partial<Subscription>): Promise<Subscription> {
  next += 1;
  const row = sampleSubscription({ id: sampleId(next), ...changes });
  await store.subscriptions.insert(scope.householdId, row);
  return row;
}

async function list(query: z.input<typeof listSubscriptionsQuery> = {}) {
  return service.list(scope, listSubscriptionsQuery.parse(query));
}
const namesOf = async (query: z.input<typeof listSubscriptionsQuery> = {}) =>
  (await list(query)).items.map(({ name }) => name);

const monthly = (amountMinor: number, currency: string) => ({
  prices: [{ from: '2026-01-31' as const, amountMinor, currency }],
});

describe('sorting', () => {
  it('sorts names without case and accents', async () => {
    for (const name of ['zebra', 'Émile', 'apple', 'Zattoo', 'eagle']) await add({ name });
    expect(await namesOf()).toEqual(['apple', 'eagle', 'Émile', 'Zattoo', 'zebra']);
    expect(await namesOf({ sort: '-name' })).toEqual([
      'zebra',
      'Zattoo',
      'Émile',
      'eagle',
      'apple',
    ]);
  });

  it('sorts by the next due date, with what never falls due again at the end', async () => {
    await add({ name: 'tomorrow', anchor: '2026-10-21' });
    await add({ name: 'today', anchor: '2026-10-20' });
    await add({ name: 'over', cycle: null, anchor: '2026-02-01' });
    await add({ name: 'yesterday', anchor: '2026-10-19' });
    expect(await namesOf({ sort: 'nextDueOn' })).toEqual([
      'today',
      'tomorrow',
      'yesterday',
      'over',
    ]);
    expect(await namesOf({ sort: '-nextDueOn' })).toEqual([
      'yesterday',
      'tomorrow',
      'today',
      'over',
    ]);
  });

  it('compares costs in the base currency; unknown rates and no cost come last', async () => {
    await store.rates.put(scope.householdId, sampleRate({ rate: '0.5' }));
    await store.rates.put(scope.householdId, sampleRate({ from: 'EUR', to: 'JPY', rate: '100' }));
    await add({ name: '9 EUR', ...monthly(900, 'EUR') });
    await add({ name: '16 USD', ...monthly(1_600, 'USD') });
    await add({ name: '1000 JPY', ...monthly(1_000, 'JPY') });
    await add({
      name: '120 EUR a year',
      cycle: { every: 1, unit: 'year' },
      ...monthly(12_000, 'EUR'),
    });
    await add({ name: '100 CHF', ...monthly(10_000, 'CHF') });
    await add({ name: '5 CHF', ...monthly(500, 'CHF') });
    await add({ name: 'once', cycle: null, anchor: '2026-12-01', ...monthly(1, 'EUR') });
    expect(await namesOf({ sort: 'monthlyCost' })).toEqual([
      '16 USD',
      '9 EUR',
      '1000 JPY',
      '120 EUR a year',
      '5 CHF',
      '100 CHF',
      'once',
    ]);
    expect(await namesOf({ sort: '-monthlyCost' })).toEqual([
      '1000 JPY',
      '120 EUR a year',
      '9 EUR',
      '16 USD',
      '100 CHF',
      '5 CHF',
      'once',
    ]);
  });

  it('sorts by when it was added', async () => {
    await add({ name: 'b', createdAt: '2026-01-02T00:00:00.000Z' });
    await add({ name: 'a', createdAt: '2026-01-03T00:00:00.000Z' });
    expect(await namesOf({ sort: 'createdAt' })).toEqual(['b', 'a']);
    expect(await namesOf({ sort: '-createdAt' })).toEqual(['a', 'b']);
  });

  it('shows each once over pages of any size, in every order', async () => {
    for (let at = 0; at < 23; at += 1) {
      await add({
        name: ['same', 'Same', `other ${at % 4}`][at % 3] ?? '',
        cycle: at % 5 === 0 ? null : { every: 1 + (at % 2), unit: 'month' },
        ...monthly(100 * (at % 4), ['EUR', 'CHF', 'USD'][at % 3] ?? ''),
      });
    }
    const sorts = [
      'name',
      '-name',
      'nextDueOn',
      '-nextDueOn',
      'monthlyCost',
      '-monthlyCost',
    ] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sorts),
        fc.integer({ min: 1, max: 30 }),
        async (sort, limit) => {
          const whole = await list({ sort, limit: 200 });
          const ids: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await list({ sort, limit, cursor });
            ids.push(...page.items.map(({ id }) => id));
            cursor = page.nextCursor ?? undefined;
          } while (cursor);
          expect(ids).toEqual(whole.items.map(({ id }) => id));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('filters', () => {
  it('finds every word of q in name or notes, without case and accents', async () => {
    await add({ name: 'Le Monde', notes: 'Édition numérique' });
    await add({ name: 'Netflix', notes: 'shared with Noé' });
    await add({ name: 'Noel’s gym', notes: '' });
    expect(await namesOf({ q: 'EDITION' })).toEqual(['Le Monde']);
    expect(await namesOf({ q: 'noe' })).toEqual(['Netflix', 'Noel’s gym']);
    expect(await namesOf({ q: '  noe   SHARED ' })).toEqual(['Netflix']);
    expect(await namesOf({ q: 'monde noe' })).toEqual([]);
    expect(await namesOf({ q: ' ' })).toHaveLength(3);
  });

  it('does not read q as a pattern', async () => {
    await add({ name: '100% juice' });
    await add({ name: 'Netflix' });
    expect(await namesOf({ q: '%' })).toEqual(['100% juice']);
    expect(await namesOf({ q: '.*' })).toEqual([]);
  });

  it('knows each status', async () => {
    await add({ name: 'active' });
    await add({ name: 'trial', anchor: '2026-12-01', trialEndsOn: '2026-11-30' });
    await add({ name: 'paused', pauses: [{ from: '2026-11-01', until: null }] });
    await add({ name: 'cancelled', cancelledOn: '2026-11-01', accessUntil: '2026-11-29' });
    await add({ name: 'ended', cancelledOn: '2026-10-01', accessUntil: '2026-10-30' });
    for (const status of ['active', 'trial', 'paused', 'cancelled', 'ended'] as const) {
      expect(await namesOf({ status })).toEqual([status]);
    }
  });

  it('knows tags as they are written', async () => {
    await add({ name: 'a', tags: ['video', 'fun'] });
    await add({ name: 'b', tags: ['Video'] });
    expect(await namesOf({ tag: 'video' })).toEqual(['a']);
    expect(await namesOf({ tag: 'vid' })).toEqual([]);
  });

  it('combines, and counts the pages of what is left', async () => {
    const category = sampleCategory();
    await store.categories.insert(scope.householdId, category);
    for (const name of ['a', 'b', 'c']) await add({ name, tags: ['x'], categoryId: category.id });
    await add({ name: 'd', tags: ['x'] });
    const filter = { categoryId: category.id, tag: 'x', q: '', limit: 2 };
    const first = await list(filter);
    expect(first.items.map(({ name }) => name)).toEqual(['a', 'b']);
    const second = await list({ ...filter, cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ name }) => name)).toEqual(['c']);
    expect(second.nextCursor).toBeNull();
  });

  it('shows the trash alone, or not at all', async () => {
    await add({ name: 'kept' });
    await add({ name: 'thrown away', deletedAt: '2026-11-01T00:00:00.000Z' });
    expect(await namesOf()).toEqual(['kept']);
    expect(await namesOf({ trash: 'true' })).toEqual(['thrown away']);
  });
});

describe('what a subscription refers to', () => {
  it('reads as none while it lies in the trash, and as itself again once it is restored', async () => {
    const category = sampleCategory();
    const method = samplePaymentMethod();
    await store.categories.insert(scope.householdId, category);
    await store.paymentMethods.insert(scope.householdId, method);
    const row = await add({ categoryId: category.id, paymentMethodId: method.id });
    const shown = async () => {
      const [item] = (await list()).items;
      const one = await service.get(scope, row.id);
      expect(item).toEqual(one);
      return [one.categoryId, one.paymentMethodId];
    };
    expect(await shown()).toEqual([category.id, method.id]);

    const deletedAt = '2026-11-01T00:00:00.000Z';
    await store.categories.replace(scope.householdId, { ...category, deletedAt }, 1);
    expect(await shown()).toEqual([null, method.id]);
    expect(await namesOf({ categoryId: category.id })).toEqual([]);
    await store.paymentMethods.replace(scope.householdId, { ...method, deletedAt }, 1);
    expect(await shown()).toEqual([null, null]);

    await store.categories.replace(scope.householdId, category, 2);
    expect(await shown()).toEqual([category.id, null]);
    await store.paymentMethods.purgeTrash('2027-01-01T00:00:00.000Z');
    expect(await shown()).toEqual([category.id, null]);
  });
});

it('answers from nothing but the household asked for', async () => {
  const other = sampleHousehold({ id: sampleId(101) });
  await store.households.insert(other);
  await add({ name: 'ours' });
  await store.subscriptions.insert(other.id, sampleSubscription({ name: 'theirs' }));
  expect(await namesOf()).toEqual(['ours']);
});

import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '#server/adapters/store/store.ts';
import { createToday } from '#server/today.ts';
import { MOST_BUDGETS } from '#shared/budgets/budget.ts';
import type { CommitImport } from '#shared/schemas/import-schemas.ts';
import { DEFAULT_CATEGORIES } from '#shared/subscriptions/category.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import {
  sampleBudget,
  sampleHousehold,
  sampleId,
  sampleInstant,
} from '#tests/support/sample-records.ts';
import { createSetClock, type SetClock } from '#tests/support/set-clock.ts';
import type { Importer, ImportTarget } from './import-deps.ts';
import { createImportService } from './import-service.ts';

const NOW = '2026-11-21T10:00:00.000Z';
const NOTHING: CommitImport = { answers: {}, includeDuplicates: [] };
const IMPORT_ID = sampleId(900);

interface Bench {
  store: Store;
  clock: SetClock;
  importer: Importer;
}

async function createBench(): Promise<Bench> {
  const store = await openMemoryStore();
  const household = sampleHousehold();
  await store.households.insert(household);
  const { id: householdId, timeZone, baseCurrency } = household;
  return {
    store,
    clock: createSetClock(NOW),
    importer: { householdId, timeZone, baseCurrency, role: 'owner' },
  };
}

function targetIn({ store }: Bench): ImportTarget {
  return {
    ...store,
    async adoptHousehold(householdId, facts) {
      const household = await store.households.find(householdId);
      if (!household) throw new Error('No household');
      await store.households.replace({ ...household, ...facts }, household.version);
    },
  };
}

function serviceOver(bench: Bench, target = targetIn(bench)) {
  const { store, clock } = bench;
  let ids = 1_000;
  return createImportService({
    imports: store.imports,
    target,
    clock,
    newId: () => sampleId(ids++),
    today: createToday(clock),
  });
}

/** Lets `calls` writes through; the next one stores half of its rows and fails. */
function breakAfter(calls: number, target: ImportTarget): ImportTarget {
  let left = calls;
  const mayWrite = () => {
    left -= 1;
    return left >= 0;
  };
  const halting =
    <Row>(insertMany: (householdId: string, rows: readonly Row[]) => Promise<void>) =>
    async (householdId: string, rows: readonly Row[]) => {
      if (mayWrite()) return insertMany(householdId, rows);
      await insertMany(householdId, rows.slice(0, Math.ceil(rows.length / 2)));
      throw new Error('power cut');
    };
  const failing =
    <Arguments extends unknown[], Result>(write: (...given: Arguments) => Promise<Result>) =>
    async (...given: Arguments) => {
      const result = await write(...given);
      if (!mayWrite()) throw new Error('power cut');
      return result;
    };
  return {
    subscriptions: {
      ...target.subscriptions,
      insertMany: halting(target.subscriptions.insertMany),
    },
    payments: { insertMany: halting(target.payments.insertMany) },
    categories: {
      ...target.categories,
      insert: failing(target.categories.insert),
      replace: failing(target.categories.replace),
    },
    paymentMethods: {
      ...target.paymentMethods,
      insert: failing(target.paymentMethods.insert),
    },
    budgets: { ...target.budgets, insert: failing(target.budgets.insert) },
    rates: { ...target.rates, put: failing(target.rates.put) },
    adoptHousehold: failing(target.adoptHousehold),
  };
}

const CYCLE = { every: 1, unit: 'month' };
const MANY = {
  format: 'duetide',
  version: 1,
  household: { name: 'Cottage', baseCurrency: 'USD', timeZone: 'America/New_York' },
  categories: [
    { id: 'c1', name: 'Video', color: 'coral' },
    { id: 'c2', name: 'MUSIC', color: 'teal' },
  ],
  paymentMethods: [{ id: 'p1', label: 'Visa', kind: 'card', lastFour: '4242' }],
  subscriptions: Array.from({ length: 230 }, (_, at) => ({
    id: `s${at}`,
    name: `Number ${at % 200}`,
    cycle: CYCLE,
    anchor: '2026-01-31',
    prices: [{ amount: '1', currency: 'USD' }],
    categoryId: at % 2 === 0 ? 'c1' : 'c2',
    paymentMethodId: 'p1',
    createdAt: at === 0 ? '2025-01-01T00:00:00.000Z' : '2099-01-01T00:00:00.000Z',
    payments: [
      at % 3 === 0
        ? { dueOn: '2026-01-31', status: 'skipped' }
        : {
            dueOn: '2026-01-31',
            status: 'paid',
            paidOn: '2026-02-02',
            amount: { amount: '12.5', currency: 'EUR' },
          },
    ],
  })),
  budgets: [
    { name: 'Everything', limit: { amount: '500', currency: 'USD' }, period: 'year' },
    { name: 'Sound', limit: { amount: '20.5', currency: 'EUR' }, categoryId: 'c2' },
  ],
  rates: [
    { from: 'USD', to: 'EUR', rate: '0.9', on: '2026-01-01' },
    { from: 'GBP', to: 'EUR', rate: '1.2', on: '2026-01-01' },
  ],
};

const file = (value: object) => [new TextEncoder().encode(JSON.stringify(value))];

/** Everything that an import writes, in an order of its own. */
async function contentOf({ store, importer: { householdId } }: Bench) {
  const household = await store.households.find(householdId);
  return {
    facts: household && [household.name, household.baseCurrency, household.timeZone],
    subscriptions: await store.subscriptions.list(householdId),
    payments: await store.payments.list(householdId),
    categories: await store.categories.list(householdId),
    trashedCategories: await store.categories.list(householdId, { trash: true }),
    paymentMethods: await store.paymentMethods.list(householdId),
    budgets: await store.budgets.list(householdId),
    rates: await store.rates.list(householdId),
  };
}

async function furnish({ store, importer }: Bench): Promise<void> {
  for (const [at, { name, color }] of DEFAULT_CATEGORIES.entries()) {
    await store.categories.insert(importer.householdId, {
      id: sampleId(700 + at),
      version: 1,
      name,
      color,
      createdAt: sampleInstant(0),
      updatedAt: sampleInstant(0),
      deletedAt: null,
    });
  }
}

let bench: Bench;
beforeEach(async () => {
  bench = await createBench();
  return () => bench.store.close();
});

describe('a commit that breaks off', () => {
  test('anywhere is finished by the next one, and stores no row twice', async () => {
    await furnish(bench);
    const whole = serviceOver(bench);
    await whole.preview(bench.importer, IMPORT_ID, file(MANY));
    const expectedResult = await whole.commit(bench.importer, IMPORT_ID, NOTHING);
    const expected = await contentOf(bench);
    expect(expected.subscriptions).toHaveLength(230);
    expect(expected.payments).toHaveLength(230);

    let writes = 0;
    for (let isBroken = true; isBroken; writes += 1) {
      const broken = await createBench();
      await furnish(broken);
      const service = serviceOver(broken, breakAfter(writes, targetIn(broken)));
      await service.preview(broken.importer, IMPORT_ID, file(MANY));
      const first = service.commit(broken.importer, IMPORT_ID, NOTHING);
      isBroken = await first.then(
        () => false,
        () => true,
      );
      if (isBroken) {
        const shown = await service.get(broken.importer, IMPORT_ID);
        expect([shown.state, shown.result]).toEqual(['begun', null]);
        broken.clock.advance(60_000);
        const resumed = serviceOver(broken);
        expect(await resumed.commit(broken.importer, IMPORT_ID, NOTHING)).toEqual(expectedResult);
      }
      expect(await contentOf(broken), `after ${writes} writes`).toEqual(expected);
      await broken.store.close();
    }
    expect(writes).toBeGreaterThan(15);
  });

  test('keeps its answers: others are refused, none are the same', async () => {
    const wallos = ['A', 'B'].map((Name) => ({
      Name,
      'Payment Cycle': 'Monthly',
      'Next Payment': '2026-12-01',
      Price: '$5',
    }));
    const service = serviceOver(bench, breakAfter(0, targetIn(bench)));
    await service.preview(bench.importer, IMPORT_ID, file(wallos));
    const answers = { 'currency-1': 'CAD' };
    const input = { ...NOTHING, answers };
    await expect(service.commit(bench.importer, IMPORT_ID, input)).rejects.toThrow('power cut');
    const resumed = serviceOver(bench);
    for (const other of [
      { ...NOTHING, answers: { 'currency-1': 'USD' } },
      { ...input, includeDuplicates: [1] },
      { ...input, adoptHousehold: true },
    ]) {
      await expect(resumed.commit(bench.importer, IMPORT_ID, other)).rejects.toMatchObject({
        code: 'conflict',
      });
    }
    expect(await resumed.commit(bench.importer, IMPORT_ID, input)).toMatchObject({ imported: 2 });
    expect(await resumed.commit(bench.importer, IMPORT_ID, NOTHING)).toMatchObject({ imported: 2 });
    const { subscriptions } = await contentOf(bench);
    expect(subscriptions.map(({ prices }) => prices[0]?.currency)).toEqual(['CAD', 'CAD']);
  });

  test('and of two at once with different answers one decides', async () => {
    const wallos = [
      { Name: 'A', 'Payment Cycle': 'Daily', 'Next Payment': '2026-12-01', Price: '$5' },
    ];
    const service = serviceOver(bench);
    await service.preview(bench.importer, IMPORT_ID, file(wallos));
    const inputs = ['USD', 'CAD'].map((currency) => ({
      ...NOTHING,
      answers: { 'currency-1': currency },
    }));
    const outcomes = await Promise.allSettled(
      inputs.map((input) => service.commit(bench.importer, IMPORT_ID, input)),
    );
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: { imported: 1 } },
      { status: 'rejected', reason: { code: 'conflict' } },
    ]);
    const { subscriptions } = await contentOf(bench);
    expect(subscriptions.map(({ prices }) => prices[0]?.currency)).toEqual(['USD']);
  });

  test('may be resumed for a day from then on', async () => {
    const service = serviceOver(bench, breakAfter(0, targetIn(bench)));
    await service.preview(bench.importer, IMPORT_ID, file(MANY));
    bench.clock.set('2026-11-22T09:00:00.000Z');
    await expect(service.commit(bench.importer, IMPORT_ID, NOTHING)).rejects.toThrow('power cut');
    bench.clock.set('2026-11-23T08:00:00.000Z');
    const result = await serviceOver(bench).commit(bench.importer, IMPORT_ID, NOTHING);
    expect(result.imported).toBe(230);
  });
});

describe('what a household has already', () => {
  async function importAll(input: Partial<CommitImport> = {}, document: object = MANY) {
    const service = serviceOver(bench);
    const shown = await service.preview(bench.importer, IMPORT_ID, file(document));
    const result = await service.commit(bench.importer, IMPORT_ID, { ...NOTHING, ...input });
    return { shown, result, content: await contentOf(bench) };
  }

  test('an empty one becomes the household of the file', async () => {
    await furnish(bench);
    const { shown, result, content } = await importAll();
    expect(shown.household).toEqual({ ...MANY.household, isSuggested: true });
    expect(result).toEqual({
      imported: 230,
      skipped: 0,
      payments: 230,
      categories: 1,
      paymentMethods: 1,
      budgets: 2,
      rates: 2,
      isHouseholdAdopted: true,
    });
    expect(content.facts).toEqual(['Cottage', 'USD', 'America/New_York']);
    expect(content.categories.map(({ name, color }) => [name, color]).toSorted()).toEqual([
      ['MUSIC', 'teal'],
      ['Video', 'coral'],
    ]);
    const music = content.categories.find(({ name }) => name === 'MUSIC');
    expect(content.budgets).toMatchObject([
      { name: 'Everything', limitMinor: 50_000, currency: 'USD', period: 'year', categoryId: null },
      { name: 'Sound', limitMinor: 2_050, currency: 'EUR', period: 'month', categoryId: music?.id },
    ]);
    expect(content.trashedCategories).toHaveLength(DEFAULT_CATEGORIES.length - 1);
    const [first, second] = content.subscriptions;
    const ledger = content.payments.filter(({ subscriptionId }) => subscriptionId === second?.id);
    expect(ledger).toMatchObject([
      { status: 'paid', paidOn: '2026-02-02', amountMinor: 1250, currency: 'EUR', version: 1 },
    ]);
    expect(first?.createdAt).toBe('2025-01-01T00:00:00.000Z');
    expect(second).toMatchObject({ createdAt: NOW, updatedAt: NOW, version: 1 });
    expect(content.categories.map(({ id }) => id)).toContain(first?.categoryId);
  });

  test('default categories that somebody changed stay', async () => {
    await furnish(bench);
    const [music] = (await contentOf(bench)).categories.filter(({ name }) => name === 'Music');
    const [software] = (await contentOf(bench)).categories.filter(
      ({ name }) => name === 'Software',
    );
    const { householdId } = bench.importer;
    if (!music || !software) throw new Error('There are no such defaults');
    await bench.store.categories.replace(householdId, { ...music, color: 'lime' }, 1);
    // Changed and changed back.
    await bench.store.categories.replace(householdId, software, 1);
    const { content } = await importAll();
    expect(content.categories.map(({ name, color }) => [name, color]).toSorted()).toEqual([
      ['Music', 'lime'],
      ['Software', 'indigo'],
      ['Video', 'coral'],
    ]);
  });

  test('one with subscriptions keeps its facts unless asked', async () => {
    await furnish(bench);
    const first = await importAll({}, { ...MANY, household: undefined });
    expect(first.shown.household).toBeNull();
    expect(first.result.isHouseholdAdopted).toBe(false);
    expect(first.content.trashedCategories).toEqual([]);

    const service = serviceOver(bench);
    const second = { ...MANY, subscriptions: [{ ...MANY.subscriptions[0], name: 'New' }] };
    for (const [id, adoptHousehold, name] of [
      [sampleId(901), undefined, 'Byron'],
      [sampleId(902), true, 'Cottage'],
    ] as const) {
      const shown = await service.preview(bench.importer, id, file(second));
      expect(shown.household).toMatchObject({ isSuggested: false });
      const chosen = shown.rows.filter(({ state }) => state === 'duplicate').map(({ row }) => row);
      const input = {
        ...NOTHING,
        includeDuplicates: chosen,
        ...(adoptHousehold === undefined ? {} : { adoptHousehold }),
      };
      await service.commit(bench.importer, id, input);
      expect((await contentOf(bench)).facts?.[0]).toBe(name);
    }
    expect((await contentOf(bench)).trashedCategories).toEqual([]);
  });

  test('only who may change the household can take over another', async () => {
    bench.importer = { ...bench.importer, role: 'member' };
    const service = serviceOver(bench);
    const shown = await service.preview(bench.importer, IMPORT_ID, file(MANY));
    expect(shown.household?.isSuggested).toBe(false);
    const asked = service.commit(bench.importer, IMPORT_ID, { ...NOTHING, adoptHousehold: true });
    await expect(asked).rejects.toMatchObject({ code: 'role-too-low' });
    await service.commit(bench.importer, IMPORT_ID, NOTHING);
    expect((await contentOf(bench)).facts?.[0]).toBe('Byron');
  });

  test('no more budgets come to it than it may have', async () => {
    for (let number = 1; number < MOST_BUDGETS; number += 1) {
      const budget = sampleBudget({ id: sampleId(900 + number), name: `No. ${number}` });
      await bench.store.budgets.insert(bench.importer.householdId, budget);
    }
    const { result, content } = await importAll();
    expect([result.budgets, content.budgets.length]).toEqual([1, MOST_BUDGETS]);
  });

  test('its own rates, categories, budgets and payment methods win', async () => {
    const { householdId } = bench.importer;
    const rate = {
      from: 'USD',
      to: 'EUR',
      rate: '0.8',
      on: '2026-01-01',
      source: 'manual',
    } as const;
    await bench.store.rates.put(householdId, rate);
    const stamps = { version: 3, createdAt: NOW, updatedAt: NOW, deletedAt: null };
    await bench.store.paymentMethods.insert(householdId, {
      ...stamps,
      id: sampleId(800),
      label: ' visa ',
      kind: 'wallet',
      lastFour: null,
      expiresIn: null,
    });
    await bench.store.budgets.insert(
      householdId,
      sampleBudget({ name: 'SOUND', limitMinor: 700, categoryId: null }),
    );
    const { result, content } = await importAll();
    expect(content.budgets.map(({ name, limitMinor }) => [name, limitMinor]).toSorted()).toEqual([
      ['Everything', 50_000],
      ['SOUND', 700],
    ]);
    expect(result).toMatchObject({ rates: 1, budgets: 1, paymentMethods: 0, categories: 2 });
    expect(content.rates.map(({ from, rate: value }) => [from, value])).toEqual([
      ['GBP', '1.2'],
      ['USD', '0.8'],
    ]);
    expect(content.paymentMethods).toMatchObject([{ label: ' visa ', kind: 'wallet' }]);
    expect(content.subscriptions[0]?.paymentMethodId).toBe(sampleId(800));
  });

  test('labels of rows that are left out are not made, except from a whole household', async () => {
    const csv =
      'name,cycle,anchor,prices,category,paymentMethod\nA,once,2026-01-01,1 EUR,Used,Used card\nA,once,2026-01-01,1 EUR,Unused,Unused card\n';
    const service = serviceOver(bench);
    await service.preview(bench.importer, IMPORT_ID, [new TextEncoder().encode(csv)]);
    const result = await service.commit(bench.importer, IMPORT_ID, NOTHING);
    expect(result).toMatchObject({ imported: 1, skipped: 1, categories: 1, paymentMethods: 1 });
    const { categories } = await contentOf(bench);
    expect(categories).toMatchObject([{ name: 'Used', color: 'slate' }]);
  });

  test('what lies in the trash is no duplicate', async () => {
    const one = { ...MANY, subscriptions: MANY.subscriptions.slice(0, 1) };
    const { content } = await importAll({}, one);
    const service = serviceOver(bench);
    const before = await service.preview(bench.importer, sampleId(901), file(one));
    expect(before.rows[0]).toMatchObject({
      state: 'duplicate',
      duplicateOf: content.subscriptions[0]?.id,
    });
    const [subscription] = content.subscriptions;
    if (!subscription) throw new Error('nothing was stored');
    const trashed = { ...subscription, deletedAt: NOW };
    await bench.store.subscriptions.replace(bench.importer.householdId, trashed, 1);
    const after = await service.preview(bench.importer, sampleId(902), file(one));
    expect(after.rows[0]).toMatchObject({ state: 'ready', duplicateOf: null });
  });
});

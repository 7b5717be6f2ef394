import type { Document } from 'mongodb';
import { afterAll, describe, expect, it } from 'vitest';
import { systemClock } from '#server/clock.ts';
import { createWatchedClient, type Query } from '#tests/support/mongodb-queries.ts';
import { newDatabaseUri, openMongodbTestStore } from '#tests/support/mongodb-test-store.ts';
import { prepareForStoreCalls, STORE_CALLS } from '#tests/support/store-calls.ts';
import { OWNED_BY_HOUSEHOLD } from './belonging.ts';
import { type BuildInfo, serverKindOf } from './capabilities.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { createMongodbRepositories } from './mongodb-repositories.ts';

/** Queries that may read a whole collection, and why that is no harm. */
const MAY_SCAN: Record<string, string> = {
  'find users by nothing': 'stops at the first',
  'find rate_providers by nothing, sorted by _id': 'has one for each provider',
  'find error_groups by nothing, sorted by lastSeenAt, _id':
    'counts a thousand keys of the index, when an error came for the first time',
  'delete sessions by $or': 'runs in the background; an index would be rewritten with every visit',
  'delete password_resets by expiresAt <':
    'runs in the background; there is at most one for each user',
  'find circuit_orders by nothing, sorted by _id': 'has one for each circuit that was touched',
};
/** Those whose few results are sorted without an index. */
const MAY_SORT: Record<string, string> = {
  'find sessions by userId, sorted by lastSeenAt, id': 'people have few sessions',
  'find instances by lastSeenAt, sorted by startedAt, _id': 'few processes are started in a time',
};
/** What goes with a person is found by the person. */
const OF_PEOPLE = [
  'memberships by userId',
  'channels by userId',
  'reminder_settings by ownerId',
  'reminder_deliveries by userId',
  'attention_marks by userId',
];
/** Purges look at every household. */
const ACROSS_HOUSEHOLDS = /^(delete|find) \w+ by (deletedAt|expiresAt|createdAt|begunAt) <$/;

const uri = newDatabaseUri();
const store = await openMongodbTestStore({ uri });
const { client, queries } = createWatchedClient(uri);
const db = client.db();
const repositories = createMongodbRepositories({
  clock: systemClock,
  on: (name, call) => call(db.collection(name)),
  ask: (call) => call(db),
});
for (const { run } of STORE_CALLS) {
  // Again each time: some of the calls delete what others need.
  await prepareForStoreCalls(repositories);
  await run(repositories);
}
const server = serverKindOf((await db.command({ buildInfo: 1 })) as unknown as BuildInfo);

afterAll(async () => {
  await client.close();
  await store.close();
});

/** Keys of the collection's indexes, each in order; of those only that hold all that `filter` finds. */
function indexesOf(collection: string, filter?: Document): string[][] {
  const plans = MIGRATIONS.flatMap(({ collections }) => collections);
  const plan = plans.find(({ name }) => name === collection);
  const whole = (plan?.indexes ?? []).filter(({ only }) => !filter || isWhole(only, filter));
  return [['_id'], ...whole.map(({ key }) => Object.keys(key))];
}

/** As MongoDB sees it: by comparing bounds of the same field, and in no other way. */
function isWhole(only: Document | undefined, filter: Document): boolean {
  return Object.entries(only ?? {}).every(([field, { $lt, $gt }]) => {
    const asked = filter[field];
    const most = isEquality(asked) ? asked : (asked?.$lt ?? asked?.$lte);
    const least = isEquality(asked) ? asked : (asked?.$gt ?? asked?.$gte);
    return $lt === undefined ? least > $gt : most < $lt;
  });
}

/** An index that begins with what is asked by, and goes on with what it is sorted by. */
function indexFor({ collection, filter, sort }: Query): string[] | undefined {
  const isFixed = (field: string) => isEquality(filter[field]);
  const order = Object.keys(sort).filter((field) => !isFixed(field));
  return indexesOf(collection, filter).find((keys) => {
    const [first = ''] = keys;
    if (!(first in filter)) return false;
    if (order.length === 0) return true;
    const rest = keys.filter((field) => !isFixed(field));
    return order.every((field, at) => rest[at] === field);
  });
}

/** One of a few values is as good: what they yield is in order each, and is merged. */
function isEquality(value: unknown): boolean {
  if (value === undefined) return false;
  return typeof value !== 'object' || value instanceof Date || Object.hasOwn(value ?? {}, '$in');
}

/** Every stage of the plan that won. */
async function stagesOf({ command }: Query): Promise<string[]> {
  const { lsid: _, $db: __, ...plain } = command;
  const explained = await db.command({ explain: plain, verbosity: 'queryPlanner' });
  return [...JSON.stringify(explained.queryPlanner).matchAll(/"stage":"(\w+)"/g)].map(([, stage]) =>
    String(stage),
  );
}

describe('row 47, hot queries use an index: an index serves', () => {
  it.each([...queries])('%s', (description, query) => {
    if (description in MAY_SCAN || description in MAY_SORT) return;
    expect(indexFor(query), `no index for it: ${JSON.stringify(query.filter)}`).toBeDefined();
  });

  it('and the server uses it, where it can say so', async () => {
    const plans: Record<string, string[]> = {};
    for (const [description, query] of queries) plans[description] = await stagesOf(query);
    const scans = Object.entries(plans)
      .filter(([description]) => !(description in MAY_SCAN))
      .filter(([, stages]) => stages.includes('COLLSCAN') || stages.includes('SORT'))
      .filter(([description]) => !(description in MAY_SORT));
    // A server without such plans names no stages at all.
    if (server.can('indexedPlans')) expect(Object.values(plans).flat()).toContain('IXSCAN');
    else expect(Object.values(plans).flat()).toEqual([]);
    expect(scans).toEqual([]);
  });

  it('and there is a query for every exception', () => {
    const exceptions = [...Object.keys(MAY_SCAN), ...Object.keys(MAY_SORT)];
    expect(exceptions.filter((description) => !queries.has(description))).toEqual([]);
    expect(queries.size).toBeGreaterThan(30);
  });
});

describe('the household comes first', () => {
  const ofHouseholds = [...queries].filter(([, { collection }]) =>
    OWNED_BY_HOUSEHOLD.some((owned) => owned === collection),
  );

  it.each(ofHouseholds)('in %s', (description, { collection, filter }) => {
    if (ACROSS_HOUSEHOLDS.test(description)) return;
    const [first = ''] = Object.keys(filter);
    const isOfPerson = OF_PEOPLE.includes(`${collection} by ${first}`);
    if (first === '_id') expect(filter._id).toMatch(/^[\da-f-]{36}:./);
    else if (!isOfPerson) expect(first).toBe('householdId');
  });

  it('in every compound index of theirs', () => {
    for (const collection of OWNED_BY_HOUSEHOLD) {
      const compound = indexesOf(collection).filter((keys) => keys.length > 1);
      for (const keys of compound) {
        if (collection === 'memberships' && keys[0] === 'userId') continue;
        expect(keys[0], collection).toBe('householdId');
      }
    }
  });
});

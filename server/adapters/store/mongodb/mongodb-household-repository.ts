import type {
  HouseholdRepository,
  Membership,
} from '#server/features/households/household-repository.ts';
import type { Household } from '#shared/households.ts';
import { assertOfHousehold, assertOwned } from './belonging.ts';
import type { HouseholdDocument } from './database-schema.ts';
import { noteDeletions, sweepHousehold } from './deletions.ts';
import { toDate } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicate } from './mongodb-fault.ts';
import { keyOf } from './own-key.ts';
import { createRowReader } from './row-reader.ts';
import { createKeyedFind, findRows } from './stored-rows.ts';

export function createMongodbHouseholdRepository(context: MongodbContext): HouseholdRepository {
  const { on } = context;
  const byId = { field: '_id', keyOf: ({ id }: Household) => id } as const;
  const find = createKeyedFind(context, 'households', byId, readHousehold);
  const byUser = {
    field: 'userId',
    keyOf: ({ userId }: Membership) => userId,
    sort: { userId: 1, createdAt: 1, householdId: 1 },
  } as const;
  const listMemberships = createKeyedFind(context, 'memberships', byUser, readMembership);

  return {
    async insert(household) {
      try {
        await on('households', (households) =>
          households.insertOne({ _id: household.id, ...toFacts(household, household.version) }),
        );
        return 'inserted';
      } catch (error) {
        if (isDuplicate(error)) return 'exists';
        throw error;
      }
    },
    find: async (householdId) => (await find(householdId))[0] ?? null,
    async replace(household, expectedVersion) {
      const result = await on('households', (households) =>
        households.replaceOne(
          { _id: household.id, version: expectedVersion },
          toFacts(household, expectedVersion + 1),
        ),
      );
      return result.matchedCount === 1;
    },
    async delete(householdId) {
      await noteDeletions(context, [{ kind: 'household', id: householdId }]);
      await on('households', (households) => households.deleteOne({ _id: householdId }));
      await sweepHousehold(context, householdId);
    },
    async addMember({ householdId, userId, role, createdAt }) {
      const _id = keyOf(householdId, userId);
      const document = { _id, householdId, userId, role, createdAt: toDate(createdAt) };
      try {
        await on('memberships', (memberships) => memberships.insertOne(document));
      } catch (error) {
        if (isDuplicate(error)) return 'exists';
        throw error;
      }
      await assertOfHousehold(context, 'memberships', householdId);
      await assertOwned(context, ['users', userId], ['memberships', { userId }]);
      return 'inserted';
    },
    async removeMember(householdId, userId) {
      const _id = keyOf(householdId, userId);
      await on('memberships', (memberships) => memberships.deleteOne({ _id }));
      await on('channels', (channels) => channels.deleteMany({ householdId, userId }));
      const settings = keyOf(householdId, 'member', userId);
      await on('reminder_settings', (rows) => rows.deleteOne({ _id: settings }));
      await on('reminder_deliveries', (rows) => rows.deleteMany({ householdId, userId }));
      await on('attention_marks', (rows) => rows.deleteOne({ _id }));
    },
    listMembers(householdId) {
      const question = { filter: { householdId }, sort: { createdAt: 1, userId: 1 } } as const;
      return findRows(context, 'memberships', question, readMembership);
    },
    listMemberships: async (userId) => [...(await listMemberships(userId))],
  };
}

function toFacts(household: Household, version: number): Omit<HouseholdDocument, '_id'> {
  return {
    version,
    name: household.name,
    baseCurrency: household.baseCurrency,
    timeZone: household.timeZone,
    createdAt: toDate(household.createdAt),
    updatedAt: toDate(household.updatedAt),
  };
}

const readHousehold = createRowReader(
  'households',
  ['_id', 'version', 'name', 'baseCurrency', 'timeZone', 'createdAt', 'updatedAt'],
  ([id, version, name, baseCurrency, timeZone, createdAt, updatedAt]): Household => ({
    id,
    version,
    name,
    baseCurrency,
    timeZone,
    createdAt,
    updatedAt,
  }),
);

const readMembership = createRowReader(
  'memberships',
  ['householdId', 'userId', 'role', 'createdAt'],
  ([householdId, userId, role, createdAt]): Membership => ({
    householdId,
    userId,
    role,
    createdAt,
  }),
);

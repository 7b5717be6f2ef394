import type { WithId } from 'mongodb';
import type {
  HouseholdRepository,
  Membership,
} from '#server/features/households/household-repository.ts';
import type { Household } from '#shared/households.ts';
import { assertOfHousehold, assertOwned } from './belonging.ts';
import type { HouseholdDocument, MembershipDocument } from './database-schema.ts';
import { noteDeletions, sweepHousehold } from './deletions.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicate } from './mongodb-fault.ts';
import { keyOf } from './own-key.ts';

export function createMongodbHouseholdRepository(context: MongodbContext): HouseholdRepository {
  const { on } = context;
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
    async find(householdId) {
      const found = await on('households', (households) =>
        households.findOne({ _id: householdId }),
      );
      return found && toHousehold(found);
    },
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
    async listMembers(householdId) {
      const found = await on('memberships', (memberships) =>
        memberships.find({ householdId }).sort({ createdAt: 1, userId: 1 }).toArray(),
      );
      return found.map(toMembership);
    },
    async listMemberships(userId) {
      const found = await on('memberships', (memberships) =>
        memberships.find({ userId }).sort({ createdAt: 1, householdId: 1 }).toArray(),
      );
      return found.map(toMembership);
    },
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

function toHousehold(document: WithId<HouseholdDocument>): Household {
  return {
    id: document._id,
    version: document.version,
    name: document.name,
    baseCurrency: document.baseCurrency,
    timeZone: document.timeZone,
    createdAt: toInstant(document.createdAt),
    updatedAt: toInstant(document.updatedAt),
  };
}

function toMembership(document: WithId<MembershipDocument>): Membership {
  const { householdId, userId, role, createdAt } = document;
  return { householdId, userId, role, createdAt: toInstant(createdAt) };
}

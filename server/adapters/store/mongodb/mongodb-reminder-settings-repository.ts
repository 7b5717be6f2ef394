import type { WithId } from 'mongodb';
import type {
  ReminderSettingsKey,
  ReminderSettingsRepository,
  StoredReminderSettings,
} from '#server/features/reminders/reminder-settings-repository.ts';
import { assertOwned } from './belonging.ts';
import type { ReminderSettingsDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicate } from './mongodb-fault.ts';
import { keyOf } from './own-key.ts';

const OWNERS = { member: 'memberships', subscription: 'subscriptions' } as const;

export function createMongodbReminderSettingsRepository(
  context: MongodbContext,
): ReminderSettingsRepository {
  const { on } = context;

  async function assertOwnerOf(householdId: string, key: ReminderSettingsKey): Promise<void> {
    const owner =
      key.scope === 'household'
        ? (['households', householdId] as const)
        : ([OWNERS[key.scope], keyOf(householdId, key.ownerId)] as const);
    await assertOwned(
      context,
      [...owner],
      ['reminder_settings', { _id: settingsKeyOf(householdId, key) }],
    );
  }

  return {
    async find(householdId, key) {
      const _id = settingsKeyOf(householdId, key);
      const found = await on('reminder_settings', (settings) => settings.findOne({ _id }));
      return found && toSettings(found);
    },
    async list(householdId) {
      const found = await on('reminder_settings', (settings) =>
        settings.find({ householdId }).sort({ scope: 1, ownerId: 1 }).toArray(),
      );
      return found.map(toSettings);
    },
    async put(householdId, row, expectedVersion) {
      if (expectedVersion !== null) {
        const { _id, ...facts } = toDocument(householdId, row, expectedVersion + 1);
        const result = await on('reminder_settings', (settings) =>
          settings.replaceOne({ _id, version: expectedVersion }, facts),
        );
        return result.matchedCount === 1;
      }
      try {
        await on('reminder_settings', (settings) =>
          settings.insertOne(toDocument(householdId, row, 1)),
        );
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
      await assertOwnerOf(householdId, row);
      return true;
    },
    async delete(householdId, key, expectedVersion) {
      const _id = settingsKeyOf(householdId, key);
      const wanted = expectedVersion === undefined ? {} : { version: expectedVersion };
      const result = await on('reminder_settings', (settings) =>
        settings.deleteOne({ _id, ...wanted }),
      );
      return result.deletedCount === 1;
    },
  };
}

function settingsKeyOf(householdId: string, { scope, ownerId }: ReminderSettingsKey): string {
  return keyOf(householdId, scope, ownerId);
}

function toDocument(
  householdId: string,
  row: StoredReminderSettings,
  version: number,
): ReminderSettingsDocument {
  return {
    _id: settingsKeyOf(householdId, row),
    householdId,
    scope: row.scope,
    ownerId: row.ownerId,
    version,
    settings: row.settings,
    createdAt: toDate(row.createdAt),
    updatedAt: toDate(row.updatedAt),
  };
}

function toSettings(document: WithId<ReminderSettingsDocument>): StoredReminderSettings {
  const { scope, ownerId, version, settings, createdAt, updatedAt } = document;
  return {
    scope,
    ownerId,
    version,
    settings,
    createdAt: toInstant(createdAt),
    updatedAt: toInstant(updatedAt),
  };
}

export const REMINDER_SCOPES = ['household', 'member', 'subscription'] as const;
export type ReminderScope = (typeof REMINDER_SCOPES)[number];

/** For whom, or for what, something is set. */
export interface ReminderSettingsKey {
  readonly scope: ReminderScope;
  /** The household's, the user's or the subscription's id. */
  readonly ownerId: string;
}

export interface StoredReminderSettings extends ReminderSettingsKey {
  readonly version: number;
  /** JSON of an object: what is set. */
  readonly settings: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/**
 * What a household, its members and for its subscriptions somebody set about reminders: a row for
 * each that is not as everything begins. A member's goes with the membership, a subscription's with
 * the subscription when it is removed for good.
 */
export interface ReminderSettingsRepository {
  find(householdId: string, key: ReminderSettingsKey): Promise<StoredReminderSettings | null>;
  /** Everything of the household, ascending by `scope`, then `ownerId`. */
  list(householdId: string): Promise<StoredReminderSettings[]>;
  /** As PaymentRepository.put; `version` of the row is not looked at. */
  put(
    householdId: string,
    row: StoredReminderSettings,
    expectedVersion: number | null,
  ): Promise<boolean>;
  /** @returns whether a row was there (and had `expectedVersion`, where given). */
  delete(householdId: string, key: ReminderSettingsKey, expectedVersion?: number): Promise<boolean>;
}

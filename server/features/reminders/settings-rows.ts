import { z } from 'zod';
import { REMINDER_KINDS, type ReminderKind } from '#shared/reminders/reminder-rules.ts';
import {
  changedKinds,
  DEFAULT_HOUSEHOLD_SETTINGS,
  DEFAULT_MEMBER_SETTINGS,
  type HouseholdReminderSettings,
  type MemberReminderSettings,
} from '#shared/reminders/reminder-settings.ts';
import {
  householdRemindersInput,
  memberRemindersInput,
  subscriptionRemindersInput,
} from '#shared/schemas/reminder-schemas.ts';
import type { StoredReminderSettings } from './reminder-settings-repository.ts';

/** What is set, by its scope, and since when each kind's rule is as it is. */
const SCHEMAS = {
  household: householdRemindersInput,
  member: memberRemindersInput,
  subscription: subscriptionRemindersInput,
} as const;

export interface SettingsByScope {
  household: HouseholdReminderSettings;
  member: MemberReminderSettings;
  subscription: Pick<HouseholdReminderSettings, 'rules'>;
}

const BEGINNINGS: SettingsByScope = {
  household: DEFAULT_HOUSEHOLD_SETTINGS,
  member: DEFAULT_MEMBER_SETTINGS,
  subscription: { rules: {} },
};

const sinceSchema = z.partialRecord(z.enum(REMINDER_KINDS), z.string());
export type RulesSince = Readonly<Partial<Record<ReminderKind, string>>>;

export interface SettingsInForce<Settings> {
  settings: Settings;
  since: RulesSince;
  /** 0 where nothing was set. */
  version: number;
}

export function readSettings<Scope extends keyof SettingsByScope>(
  scope: Scope,
  row: StoredReminderSettings | null | undefined,
): SettingsInForce<SettingsByScope[Scope]> {
  if (!row) return { settings: BEGINNINGS[scope], since: {}, version: 0 };
  const { since, ...settings } = JSON.parse(row.settings);
  return {
    settings: SCHEMAS[scope].parse(settings) as SettingsByScope[Scope],
    since: sinceSchema.parse(since),
    version: row.version,
  };
}

/**
 * With the instant from which on a changed rule reminds: who turns one on is not told of everything
 * that it would have said before.
 */
export function writeSettings<Scope extends keyof SettingsByScope>(
  before: SettingsInForce<SettingsByScope[Scope]>,
  settings: SettingsByScope[Scope],
  now: string,
): string {
  const since: Partial<Record<ReminderKind, string>> = { ...before.since };
  for (const kind of changedKinds(before.settings.rules, settings.rules)) since[kind] = now;
  return JSON.stringify({ ...settings, since });
}

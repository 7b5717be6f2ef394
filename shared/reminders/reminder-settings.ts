import {
  DEFAULT_RULES,
  REMINDER_KINDS,
  type ReminderKind,
  type ReminderRules,
  type RuleOverrides,
} from './reminder-rules.ts';

/** The languages of what is sent. */
export const REMINDER_LOCALES = ['en', 'de'] as const;
export type ReminderLocale = (typeof REMINDER_LOCALES)[number];

/** `none`: each reminder is a message of its own. */
export const DIGESTS = ['none', 'daily', 'weekly'] as const;
export type Digest = (typeof DIGESTS)[number];

/** Full hours of the local day, 0 to 23, from `from` until before `until`, also over midnight. */
export interface QuietHours {
  from: number;
  until: number;
}

export interface HouseholdReminderSettings {
  rules: RuleOverrides;
  /** Local, 0 to 23. */
  hour: number;
}

/** What is null is as the household has it. */
export interface MemberReminderSettings {
  rules: RuleOverrides;
  hour: number | null;
  timeZone: string | null;
  quiet: QuietHours | null;
  digest: Digest;
  /** On which day a weekly digest comes: 1 is Monday, 7 is Sunday (ISO 8601). */
  weekday: number;
  locale: ReminderLocale;
}

export const DEFAULT_HOUSEHOLD_SETTINGS: HouseholdReminderSettings = { rules: {}, hour: 9 };

export const DEFAULT_MEMBER_SETTINGS: MemberReminderSettings = {
  rules: {},
  hour: null,
  timeZone: null,
  quiet: null,
  digest: 'none',
  weekday: 1,
  locale: 'en',
};

export function isQuiet(quiet: QuietHours | null, hour: number): boolean {
  if (quiet === null) return false;
  const { from, until } = quiet;
  return from < until ? hour >= from && hour < until : hour >= from || hour < until;
}

/** When a member is told: where the household's hour lies in their quiet ones, at the end of these. */
export function hourFor(
  household: HouseholdReminderSettings,
  { hour, quiet }: MemberReminderSettings,
): number {
  const wanted = hour ?? household.hour;
  return quiet !== null && isQuiet(quiet, wanted) ? quiet.until : wanted;
}

/** With what a household begins, where nothing else is set. */
export function completeRules(rules: RuleOverrides): ReminderRules {
  return { ...DEFAULT_RULES, ...rules };
}

/** Of which kinds the rules differ, by what they say or by whether they say anything. */
export function changedKinds(before: RuleOverrides, after: RuleOverrides): ReminderKind[] {
  const wordsOf = (rules: RuleOverrides, kind: ReminderKind) => {
    const rule = rules[kind];
    return rule ? `${rule.isOn} ${[...rule.days].sort((a, b) => a - b)}` : '';
  };
  return REMINDER_KINDS.filter((kind) => wordsOf(before, kind) !== wordsOf(after, kind));
}

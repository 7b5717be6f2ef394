export const REMINDER_KINDS = [
  'charge',
  'cancel-by',
  'trial-end',
  'price-change',
  'term-end',
  'card-expiry',
  'unpaid',
  'budget',
] as const;
/** What a reminder is about: a day before which somebody should know, or (unpaid) after it. */
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** How many days before the day that it is about; of `unpaid`, after it. 0 is that day itself. */
export interface ReminderRule {
  isOn: boolean;
  /** At most {@link MOST_COUNTS} distinct whole numbers up to {@link MOST_DAYS}, in any order. */
  days: readonly number[];
}

export type ReminderRules = Readonly<Record<ReminderKind, ReminderRule>>;
/** What is not named is left as it is. */
export type RuleOverrides = Readonly<Partial<ReminderRules>>;

export const MOST_DAYS = 366;
/** How many days one rule can have. */
export const MOST_COUNTS = 8;

/** What a household begins with. Nothing says of a charge that it needs to be paid by hand. */
export const DEFAULT_RULES: ReminderRules = {
  charge: { isOn: true, days: [1] },
  'cancel-by': { isOn: true, days: [7, 1] },
  'trial-end': { isOn: true, days: [3, 1] },
  'price-change': { isOn: true, days: [7] },
  'term-end': { isOn: true, days: [30] },
  'card-expiry': { isOn: true, days: [30, 7] },
  unpaid: { isOn: false, days: [1, 3, 7] },
  // A week is enough to pause or skip something; the day itself says that it has happened.
  budget: { isOn: true, days: [7, 0] },
};

/** Who overrides what: from the household, to a member, to a member's or anybody's subscription. */
export interface RuleLayers {
  household: ReminderRules;
  member: RuleOverrides;
  /** Of the subscription that the reminder is about. */
  subscription: RuleOverrides;
}

/**
 * The rule that holds for a member and a subscription. The subscription's days go before the
 * member's, and those before the household's; what a member has turned off stays off.
 */
export function ruleFor(kind: ReminderKind, layers: RuleLayers): ReminderRule {
  const { household, member, subscription } = layers;
  const rule = subscription[kind] ?? member[kind] ?? household[kind];
  return member[kind]?.isOn === false ? { ...rule, isOn: false } : rule;
}

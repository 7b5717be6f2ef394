import type {
  ReminderKind,
  ReminderRule,
  RuleOverrides,
} from '#shared/reminders/reminder-rules.ts';
import { changedKinds } from '#shared/reminders/reminder-settings.ts';

/** What somebody changed of rules: null takes one back. What is not named is left alone. */
export type RuleEdits = Readonly<Partial<Record<ReminderKind, ReminderRule | null>>>;

/** Kept as edits, so that after a conflict they lie over what others have saved meanwhile. */
export function editRules(saved: RuleOverrides, edits: RuleEdits): RuleOverrides {
  const rules: Partial<Record<ReminderKind, ReminderRule>> = { ...saved };
  for (const [name, rule] of Object.entries(edits)) {
    const kind = name as ReminderKind;
    if (rule) rules[kind] = rule;
    else delete rules[kind];
  }
  return rules;
}

/** Whether a draft says anything else than what is saved. */
export function differs<Settings extends { rules: RuleOverrides }>(
  saved: Settings,
  draft: Settings,
): boolean {
  const { rules: savedRules, ...savedRest } = saved;
  const { rules, ...rest } = draft;
  if (changedKinds(savedRules, rules).length > 0) return true;
  return (Object.keys(rest) as (keyof typeof rest)[]).some(
    (name) => JSON.stringify(rest[name]) !== JSON.stringify(savedRest[name]),
  );
}

/** The kinds that are on without a day on which they would be sent. */
export function kindsWithoutDays(rules: RuleOverrides): ReminderKind[] {
  return (Object.keys(rules) as ReminderKind[]).filter(
    (kind) => rules[kind]?.isOn && rules[kind].days.length === 0,
  );
}

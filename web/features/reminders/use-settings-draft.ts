import { useState } from 'react';
import type {
  ReminderKind,
  ReminderRule,
  RuleOverrides,
} from '#shared/reminders/reminder-rules.ts';
import { differs, editRules, kindsWithoutDays, type RuleEdits } from './settings-draft.ts';

/** What somebody is about to change of settings, over what is saved at the moment. */
export function useSettingsDraft<Settings extends { rules: RuleOverrides }>(saved: Settings) {
  const [fields, setFields] = useState<Partial<Settings>>({});
  const [rules, setRules] = useState<RuleEdits>({});
  const draft: Settings = { ...saved, ...fields, rules: editRules(saved.rules, rules) };
  return {
    draft,
    isDirty: differs(saved, draft),
    isComplete: kindsWithoutDays(draft.rules).length === 0,
    set: (change: Partial<Omit<Settings, 'rules'>>) =>
      setFields((before) => ({ ...before, ...change })),
    /** Null: nothing of its own any more. */
    setRule: (kind: ReminderKind, rule: ReminderRule | null) =>
      setRules((before) => ({ ...before, [kind]: rule })),
    reset: () => {
      setFields({});
      setRules({});
    },
  };
}

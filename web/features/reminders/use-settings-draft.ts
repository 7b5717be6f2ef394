import { useState } from 'react';
import type {
  ReminderKind,
  ReminderRule,
  RuleOverrides,
} from '#shared/reminders/reminder-rules.ts';
import { differs, editRules, kindsWithoutDays, type RuleEdits } from './settings-draft.ts';

interface Edits<Settings> {
  fields: Partial<Omit<Settings, 'rules'>>;
  rules: RuleEdits;
  /** The version that holds them, once they are saved. */
  savedAs: number | null;
}

/** What somebody is about to change of settings, over what is saved at the moment. */
export function useSettingsDraft<Settings extends { rules: RuleOverrides }>(
  saved: Settings,
  version: number,
) {
  const none: Edits<Settings> = { fields: {}, rules: {}, savedAs: null };
  const [edits, setEdits] = useState(none);
  // Not before that version is shown: the page would fall back to the one before for a moment.
  const isOver = edits.savedAs !== null && version >= edits.savedAs;
  if (isOver) setEdits(none);
  const { fields, rules } = isOver ? none : edits;
  const draft: Settings = { ...saved, ...fields, rules: editRules(saved.rules, rules) };
  return {
    draft,
    isDirty: edits.savedAs === null && differs(saved, draft),
    isComplete: kindsWithoutDays(draft.rules).length === 0,
    set: (change: Partial<Omit<Settings, 'rules'>>) =>
      setEdits((before) => ({
        ...before,
        fields: { ...before.fields, ...change },
        savedAs: null,
      })),
    /** Null: nothing of its own any more. */
    setRule: (kind: ReminderKind, rule: ReminderRule | null) =>
      setEdits((before) => ({
        ...before,
        rules: { ...before.rules, [kind]: rule },
        savedAs: null,
      })),
    discard: () => setEdits(none),
    /** They are part of what is saved from that version on. */
    settle: (savedAs: number) => setEdits((before) => ({ ...before, savedAs })),
  };
}

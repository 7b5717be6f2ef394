import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import {
  DEFAULT_RULES,
  type ReminderKind,
  type ReminderRule,
} from '#shared/reminders/reminder-rules.ts';
import { Select } from '#web/ui/select.tsx';
import { DaysField } from './days-field.tsx';
import { KindRow } from './kind-row.tsx';
import { KIND_WORDS } from './kind-words.ts';
import { useRuleText } from './use-days-text.ts';

type Choice = 'inherited' | 'own' | 'off';

/** A kind that is as others have it, has days of its own, or is off. */
export function RuleChoice({
  kind,
  rule,
  inherited,
  inheritedLabel,
  note,
  onChange,
}: {
  kind: ReminderKind;
  /** Undefined: as others have it. */
  rule: ReminderRule | undefined;
  /** What holds without a rule of its own. */
  inherited: ReminderRule;
  /** Whose rule that is. */
  inheritedLabel: string;
  note?: ReactNode;
  onChange: (rule: ReminderRule | null) => void;
}) {
  const { t, i18n } = useLingui();
  const ruleText = useRuleText();
  const choice: Choice = rule ? (rule.isOn ? 'own' : 'off') : 'inherited';

  function choose(next: Choice) {
    if (next === 'inherited') return onChange(null);
    const known = [rule?.days, inherited.days].find((days) => days && days.length > 0);
    onChange({ isOn: next === 'own', days: known ?? DEFAULT_RULES[kind].days });
  }

  return (
    <KindRow
      kind={kind}
      control={
        <Select
          aria-label={i18n._(KIND_WORDS[kind].title)}
          value={choice}
          onChange={({ target }) => choose(target.value as Choice)}
          className="w-full sm:w-52"
        >
          <option value="inherited">{inheritedLabel}</option>
          <option value="own">{t`Own days`}</option>
          <option value="off">{t`Off`}</option>
        </Select>
      }
    >
      {rule?.isOn ? (
        <DaysField
          kind={kind}
          days={rule.days}
          onChange={(days) => onChange({ isOn: true, days })}
        />
      ) : (
        <p className="text-sm font-semibold text-ink-soft first-letter:uppercase">
          {rule ? <Trans>Nothing is sent</Trans> : ruleText(kind, inherited)}
        </p>
      )}
      {note && <p className="mt-2 text-sm text-ink-faint">{note}</p>}
    </KindRow>
  );
}

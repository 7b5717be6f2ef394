import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { ReminderKind, ReminderRule } from '#shared/reminders/reminder-rules.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { KIND_WORDS } from './kind-words.ts';

/** `7 days and 1 day before`, `3 days after`, `on the day itself`. */
export function useDaysText(): (kind: ReminderKind, days: readonly number[]) => string {
  const { t } = useLingui();
  const format = useFormatter();
  return (kind, days) => {
    const { isAfter } = KIND_WORDS[kind];
    const away = days.filter((count) => count > 0).sort((a, b) => (isAfter ? a - b : b - a));
    if (away.length === 0) return t`on the day itself`;
    const list = format.list(away.map((count) => plural(count, { one: '# day', other: '# days' })));
    const isOnDay = days.includes(0);
    if (isAfter) return isOnDay ? t`on the day itself and ${list} after` : t`${list} after`;
    return isOnDay ? t`${list} before and on the day itself` : t`${list} before`;
  };
}

/** The same of a whole rule, which may be off. */
export function useRuleText(): (kind: ReminderKind, rule: ReminderRule) => string {
  const { t } = useLingui();
  const daysText = useDaysText();
  return (kind, { isOn, days }) => (isOn && days.length > 0 ? daysText(kind, days) : t`off`);
}

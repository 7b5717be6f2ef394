import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { type CalendarDate, toEpochDay } from '#shared/dates/calendar-date.ts';

/** `today`, `tomorrow`, `in 5 days`, `3 days ago`. */
export function useRelativeDay(): (date: CalendarDate, today: CalendarDate) => string {
  const { t } = useLingui();
  return (date, today) => {
    const days = toEpochDay(date) - toEpochDay(today);
    if (days === 0) return t`today`;
    if (days === 1) return t`tomorrow`;
    if (days === -1) return t`yesterday`;
    if (days > 0) return t`${plural(days, { one: 'in # day', other: 'in # days' })}`;
    return t`${plural(-days, { one: '# day ago', other: '# days ago' })}`;
  };
}

import { useLingui } from '@lingui/react/macro';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';

/** A full hour of a day, as the reader's wall clock shows it. */
export function useHourText() {
  const { t } = useLingui();
  const format = useFormatter();
  return ({ date, hour }: { date: CalendarDate; hour: number }) => {
    const day = format.longDay(date);
    const time = format.time(Date.UTC(2000, 0, 1, hour), 'UTC');
    return t`${day} at ${time}`;
  };
}

import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { sendOnOf, usefulUntilOf } from '#shared/reminders/planned-reminders.ts';
import type { ReminderEvent } from '#shared/reminders/reminder-events.ts';
import { isQuiet } from '#shared/reminders/reminder-settings.ts';
import type { Snooze } from '#shared/schemas/reminder-link-schemas.ts';
import { DAYS_BACK } from './member-reminders.ts';
import type { ReminderPerson } from './reminder-household.ts';
import { sendInstant } from './send-instant.ts';

export interface SnoozeChoice {
  until: Snooze;
  /** The reader's wall clock. */
  date: CalendarDate;
  hour: number;
  /** Milliseconds. */
  at: number;
}

const HOURS_LATER = 3;
/** What has waited for longer than that is not planned any more, so nobody would know of it. */
const MOST_DAYS_PUT_OFF = DAYS_BACK - 1;

/** Until when a reminder can be put off at this moment and still help. */
export function snoozeChoices(
  { timeZone, hour, quiet }: Pick<ReminderPerson, 'timeZone' | 'hour' | 'quiet'>,
  { kind, on, days }: Pick<ReminderEvent, 'kind' | 'on'> & { days: number },
  now: number,
): SnoozeChoice[] {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const today = here.toPlainDate().toString() as CalendarDate;
  const soon = here
    .add({ hours: HOURS_LATER })
    .round({ smallestUnit: 'hour', roundingMode: 'ceil' });
  const later = {
    until: 'later-today',
    date: soon.toPlainDate().toString() as CalendarDate,
    hour: soon.hour,
    at: soon.epochMilliseconds,
  } as const;
  const ahead = (until: Snooze, count: number): SnoozeChoice => {
    const date = addDays(today, count);
    return { until, date, hour, at: sendInstant(timeZone, date, hour) };
  };
  const isToday = later.date === today && !isQuiet(quiet, later.hour);
  const choices = [...(isToday ? [later] : []), ahead('tomorrow', 1), ahead('in-3-days', 3)];
  const useful = usefulUntilOf({ kind, on });
  const known = addDays(sendOnOf(kind, on, days), MOST_DAYS_PUT_OFF);
  return choices.filter(({ date }) => date <= useful && date <= known);
}

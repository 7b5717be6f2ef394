import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import type { MemberReminderSettings } from '#shared/reminders/reminder-settings.ts';

type DigestWishes = Pick<MemberReminderSettings, 'digest' | 'weekday'>;

/** For how many days a digest speaks, the day on which it comes included. */
export function digestLength({ digest }: DigestWishes): number {
  return digest === 'weekly' ? 7 : 1;
}

/** The day on which the digest comes that speaks of a local date. */
export function digestDayOf({ digest, weekday }: DigestWishes, date: CalendarDate): CalendarDate {
  if (digest !== 'weekly') return date;
  return addDays(date, -((Temporal.PlainDate.from(date).dayOfWeek - weekday + 7) % 7));
}

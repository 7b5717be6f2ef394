import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { todayIn } from '#shared/dates/time-zone.ts';

export interface ReminderDay<Reminder> {
  /** In the time zone that was given. */
  date: CalendarDate;
  reminders: Reminder[];
}

/** What goes out, by the local days on which it does, in the order in which it came. */
export function byDay<Reminder extends { sendAt: string }>(
  reminders: readonly Reminder[],
  timeZone: string,
): ReminderDay<Reminder>[] {
  const days = new Map<CalendarDate, Reminder[]>();
  for (const reminder of reminders) {
    const date = todayIn(timeZone, Date.parse(reminder.sendAt));
    days.set(date, [...(days.get(date) ?? []), reminder]);
  }
  return [...days].map(([date, onIt]) => ({ date, reminders: onIt }));
}

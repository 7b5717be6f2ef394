import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { TimedReminder } from '#shared/reminders/due-reminders.ts';
import {
  type MemberRules,
  plannedReminders,
  type ReminderSubjects,
} from '#shared/reminders/planned-reminders.ts';
import type { ReminderKind } from '#shared/reminders/reminder-rules.ts';
import { sendInstant } from './send-instant.ts';

/** Who is reminded, when, and by which rules. */
export interface ReminderMember {
  timeZone: string;
  /** Local, 0 to 23. */
  hour: number;
  rules: MemberRules;
  /** Milliseconds: since when they are reminded on this channel. */
  since: number;
  /** …and since when by the rule for that kind and subject, where that was set later. */
  ruleSince?: (kind: ReminderKind, subjectId: string) => number;
}

/** How far back an outage is made up for. */
export const DAYS_BACK = 31;

/** What a member is sent on the local dates from `from` to `to`, both included. */
export function timedReminders(
  { timeZone, hour, rules, since, ruleSince = () => 0 }: ReminderMember,
  subjects: ReminderSubjects,
  from: CalendarDate,
  to: CalendarDate,
): TimedReminder[] {
  const createdAt = new Map(
    [...subjects.subscriptions, ...subjects.paymentMethods, ...(subjects.budgets?.list ?? [])].map(
      (each) => [each.id, Date.parse(each.createdAt)],
    ),
  );
  const instants = new Map<CalendarDate, number>();
  const instantOf = (date: CalendarDate) => {
    const instant = instants.get(date) ?? sendInstant(timeZone, date, hour);
    instants.set(date, instant);
    return instant;
  };
  return plannedReminders(subjects, rules, from, to).map((reminder) => ({
    ...reminder,
    sendAt: instantOf(reminder.sendOn),
    notBefore: Math.max(
      since,
      createdAt.get(reminder.subjectId) ?? since,
      ruleSince(reminder.kind, reminder.subjectId),
    ),
  }));
}

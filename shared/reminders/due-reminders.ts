import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { type PlannedReminder, reminderKey } from './planned-reminders.ts';

/** A planned reminder with its moment. Instants are milliseconds since 1970-01-01T00:00Z. */
export interface TimedReminder extends PlannedReminder {
  sendAt: number;
  /** Nobody is told of what came before: the rule, the channel or the subscription was not there. */
  notBefore: number;
}

export interface DueReminder {
  reminder: TimedReminder;
  /** It could not be sent when it was time. */
  isLate: boolean;
}

export interface DroppedReminder {
  reminder: TimedReminder;
  /** `past`: the day that it was about is over. `superseded`: a later one of the same is due. */
  reason: 'past' | 'superseded';
}

export interface DueReminders {
  due: DueReminder[];
  dropped: DroppedReminder[];
}

export interface Moment {
  now: number;
  /** The member's local date. */
  today: CalendarDate;
}

/** What is sent up to an hour after its time is on time. */
export const LATE_AFTER = 3_600_000;

/**
 * Of reminders whose time has come, those to send now: what is past helps nobody, and of several
 * about the same day only the latest does.
 * @param isKnown whether a reminder of that key was sent or dropped before
 */
export function dueReminders(
  reminders: readonly TimedReminder[],
  { now, today }: Moment,
  isKnown: (key: string) => boolean,
): DueReminders {
  const open = reminders.filter(
    (reminder) => reminder.sendAt <= now && reminder.sendAt >= reminder.notBefore,
  );
  // Most were sent long ago: where all were, nothing needs to be compared.
  const unknown = open.filter((reminder) => !isKnown(reminderKey(reminder)));
  if (unknown.length === 0) return { due: [], dropped: [] };
  const latest = new Map<string, TimedReminder>();
  for (const reminder of open) {
    const event = eventKey(reminder);
    const other = latest.get(event);
    if (!other || other.sendAt < reminder.sendAt) latest.set(event, reminder);
  }
  const due: DueReminder[] = [];
  const dropped: DroppedReminder[] = [];
  for (const reminder of unknown) {
    if (latest.get(eventKey(reminder)) !== reminder)
      dropped.push({ reminder, reason: 'superseded' });
    else if (reminder.usefulUntil < today) dropped.push({ reminder, reason: 'past' });
    else due.push({ reminder, isLate: now - reminder.sendAt > LATE_AFTER });
  }
  return { due, dropped };
}

function eventKey({ kind, subjectId, occurrence }: TimedReminder): string {
  return `${kind}/${subjectId}/${occurrence}`;
}

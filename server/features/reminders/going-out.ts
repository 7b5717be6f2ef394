import { addDays } from '#shared/dates/date-arithmetic.ts';
import type { TimedReminder } from '#shared/reminders/due-reminders.ts';
import { digestDayOf, digestLength } from './digest-day.ts';
import type { ReminderPerson } from './reminder-household.ts';
import { sendInstant } from './send-instant.ts';

export interface GoingOut {
  reminder: TimedReminder;
  /** Milliseconds. */
  at: number;
  isInDigest: boolean;
}

type Wishes = Pick<ReminderPerson, 'digest' | 'weekday' | 'timeZone' | 'hour'>;

/** When a member hears of reminders that they were not told of yet, as the planner will do it. */
export function goingOut(
  person: Wishes,
  reminders: readonly TimedReminder[],
  now: number,
): GoingOut[] {
  const open = reminders.filter(({ sendAt, notBefore }) => sendAt >= notBefore);
  return open
    .map((reminder) => ({ reminder, ...momentOf(person, reminder, now) }))
    .filter(({ reminder, at }) => at > now && !isOvertaken(reminder, at, open))
    .sort((a, b) => a.at - b.at);
}

function momentOf(person: Wishes, { sendOn, sendAt, usefulUntil }: TimedReminder, now: number) {
  if (person.digest === 'none') return { at: sendAt, isInDigest: false };
  const { timeZone, hour } = person;
  const day = digestDayOf(person, sendOn);
  const at = sendInstant(timeZone, day, hour);
  if (at > now) return { at, isInDigest: true };
  const next = addDays(day, digestLength(person));
  if (usefulUntil < next) return { at: sendAt, isInDigest: false };
  return { at: sendInstant(timeZone, next, hour), isInDigest: true };
}

/** While it waits for a digest, a later one about the same day may come. */
function isOvertaken(
  { kind, subjectId, occurrence, sendAt }: TimedReminder,
  at: number,
  others: readonly TimedReminder[],
): boolean {
  if (at <= sendAt) return false;
  return others.some(
    (other) =>
      other.sendAt > sendAt &&
      other.sendAt <= at &&
      other.kind === kind &&
      other.subjectId === subjectId &&
      other.occurrence === occurrence,
  );
}

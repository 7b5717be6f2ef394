import { addDays } from '#shared/dates/date-arithmetic.ts';
import type { TimedReminder } from '#shared/reminders/due-reminders.ts';
import { type ReminderSubjects, reminderKey } from '#shared/reminders/planned-reminders.ts';
import type { GoingOut } from './going-out.ts';
import { DAYS_BACK, timedReminders } from './member-reminders.ts';
import type { ReminderDelivery } from './reminder-delivery-repository.ts';
import { localTimeOf, type ReminderPerson } from './reminder-household.ts';
import { snoozesOf } from './snoozed-delivery.ts';

/** What a member put off and will hear of again, each once for a moment, whatever the channels. */
export function putOffReminders(
  pending: readonly ReminderDelivery[],
  person: ReminderPerson,
  subjects: ReminderSubjects,
  now: number,
): GoingOut[] {
  const theirs = pending.filter(
    ({ id, userId, sendAt }) =>
      userId === person.userId && snoozesOf(id) > 0 && Date.parse(sendAt) > now,
  );
  if (theirs.length === 0) return [];
  const today = localTimeOf(person.timeZone, now).date;
  const since = addDays(today, -DAYS_BACK);
  const said = new Map(
    timedReminders({ ...person, since: 0 }, subjects, since, today).map((each) => [
      reminderKey(each),
      each,
    ]),
  );
  const moments = new Map<string, GoingOut>();
  for (const delivery of theirs) {
    const key = reminderKey(delivery as unknown as TimedReminder);
    const reminder = said.get(key);
    const at = Date.parse(delivery.sendAt);
    // What was changed meanwhile is dropped when its time comes.
    if (reminder) moments.set(`${key} ${at}`, { reminder, at, isInDigest: false });
  }
  return [...moments.values()];
}

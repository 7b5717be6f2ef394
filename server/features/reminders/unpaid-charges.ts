import type { Clock } from '#server/clock.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { TimedReminder } from '#shared/reminders/due-reminders.ts';
import { DAYS_BACK, timedReminders } from './member-reminders.ts';
import type { ReminderOwner } from './reminder-delivery-repository.ts';
import {
  asksForUnpaid,
  loadPeople,
  loadSubjects,
  type ReminderSources,
} from './reminder-household.ts';

/**
 * The occurrences that a member's rules have asked after by now, on any channel or none, and that
 * have no entry in the ledger yet; for as long as they are asked after.
 */
export async function unpaidCharges(
  deps: ReminderSources & { clock: Clock },
  { householdId, userId }: ReminderOwner,
): Promise<TimedReminder[]> {
  const loaded = await loadPeople(deps, householdId);
  const person = loaded?.people.find((each) => each.userId === userId);
  if (!loaded || !person || !asksForUnpaid(person.rules)) return [];
  const subjects = await loadSubjects(deps, loaded.household, [person]);
  const now = deps.clock.now();
  const today = todayIn(person.timeZone, now);
  const charges = new Map<string, TimedReminder>();
  for (const reminder of timedReminders(
    { ...person, since: 0 },
    subjects,
    addDays(today, -DAYS_BACK),
    today,
  )) {
    const { kind, subjectId, occurrence, sendAt, notBefore, usefulUntil } = reminder;
    if (kind !== 'unpaid' || sendAt > now || sendAt < notBefore || usefulUntil < today) continue;
    charges.set(`${subjectId}/${occurrence}`, reminder);
  }
  return [...charges.values()];
}

import { DAYS_BACK } from '#server/features/reminders/member-reminders.ts';
import { deliveryId } from '#server/features/reminders/plan-deliveries.ts';
import type { ReminderChannels } from '#server/features/reminders/reminder-channels.ts';
import {
  loadPeople,
  loadSubjects,
  localTimeOf,
  type ReminderPerson,
  type ReminderSources,
} from '#server/features/reminders/reminder-household.ts';
import { sendInstant } from '#server/features/reminders/send-instant.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addCycles, addDays, endOfMonth, minusCycle } from '#shared/dates/date-arithmetic.ts';
import { dueReminders, type TimedReminder } from '#shared/reminders/due-reminders.ts';
import type { ReminderSubjects } from '#shared/reminders/planned-reminders.ts';
import { REMINDER_KINDS, type ReminderKind, ruleFor } from '#shared/reminders/reminder-rules.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import { chargeDate } from '#shared/subscriptions/weekend-rule.ts';

interface Event {
  occurrence: CalendarDate;
  on: CalendarDate;
}

interface Window {
  from: CalendarDate;
  to: CalendarDate;
}

export interface NaiveFind {
  householdId: string;
  id: string;
  sendAt: number;
  isDropped: boolean;
}

export interface NaiveDeps extends ReminderSources {
  channels: Pick<ReminderChannels, 'of'>;
}

/**
 * Reminders as trackers commonly compute them: again and again a loop goes over every subscription
 * and every rule, counts occurrences from the anchor until it is past today, and sends what is due
 * and was not sent. Dates are added with the same arithmetic as Duetide's and rows read through the
 * same repositories; it keeps what it has sent in memory, where a real one would ask the database.
 */
export function createNaiveLoop(deps: NaiveDeps, householdIds: readonly string[]) {
  const done = new Map(householdIds.map((id) => [id, new Set<string>()]));

  return {
    /** @returns what it found, once */
    async pass(now: number): Promise<NaiveFind[]> {
      const found: NaiveFind[] = [];
      for (const [householdId, known] of done) {
        const loaded = await loadPeople(deps, householdId);
        if (!loaded) continue;
        const { household, people } = loaded;
        const subjects = await loadSubjects(deps, household, people);
        for (const person of people) {
          const timed = remindersOf(person, subjects, now);
          const today = localTimeOf(person.timeZone, now).date;
          for (const { id: channelId } of await deps.channels.of(householdId, person.userId)) {
            const idOf = (reminder: TimedReminder) =>
              deliveryId(person.userId, channelId, reminder);
            const { due, dropped } = dueReminders(timed, { now, today }, (key) =>
              known.has(`${person.userId}:${channelId}:${key}`),
            );
            for (const { reminder } of [...due, ...dropped]) known.add(idOf(reminder));
            const facts = ({ reminder }: { reminder: TimedReminder }, isDropped: boolean) => ({
              householdId,
              id: idOf(reminder),
              sendAt: reminder.sendAt,
              isDropped,
            });
            found.push(...due.map((each) => facts(each, false)));
            found.push(...dropped.map((each) => facts(each, true)));
          }
        }
      }
      return found;
    },
  };
}

function remindersOf(
  person: ReminderPerson,
  { subscriptions, paymentMethods, settled }: ReminderSubjects,
  now: number,
): TimedReminder[] {
  const { timeZone, hour, rules } = person;
  const today = localTimeOf(timeZone, now).date;
  const from = addDays(today, -DAYS_BACK);
  const timed: TimedReminder[] = [];
  const instants = new Map<CalendarDate, number>();
  const instantOf = (date: CalendarDate) => {
    const instant = instants.get(date) ?? sendInstant(timeZone, date, hour);
    instants.set(date, instant);
    return instant;
  };

  function add(kind: ReminderKind, subjectId: string, days: readonly number[], events: Event[]) {
    const sign = kind === 'unpaid' ? 1 : -1;
    for (const { occurrence, on } of events) {
      for (const count of days) {
        const sendOn = addDays(on, sign * count);
        if (sendOn < from || sendOn > today) continue;
        timed.push({
          kind,
          subjectId,
          occurrence,
          on,
          days: count,
          sendOn,
          usefulUntil: kind === 'unpaid' ? addDays(on, DAYS_BACK) : on,
          sendAt: instantOf(sendOn),
          notBefore: 0,
        });
      }
    }
  }
  /** The days that events of the rule may be about. */
  const windowOf = (kind: ReminderKind, days: readonly number[]): Window =>
    kind === 'unpaid'
      ? { from: addDays(from, -Math.max(...days)), to: addDays(today, -Math.min(...days)) }
      : { from: addDays(from, Math.min(...days)), to: addDays(today, Math.max(...days)) };

  for (const subscription of subscriptions) {
    const { id } = subscription;
    for (const kind of REMINDER_KINDS) {
      if (kind === 'card-expiry' || kind === 'budget') continue;
      const overrides = rules.subscriptions.get(id) ?? {};
      const { isOn, days } = ruleFor(kind, { ...rules, subscription: overrides });
      if (!isOn) continue;
      const events = eventsOf(subscription, kind, windowOf(kind, days));
      const isOpen = ({ occurrence }: Event) => !settled.get(id)?.has(occurrence);
      add(kind, id, days, kind === 'unpaid' ? events.filter(isOpen) : events);
    }
  }
  const { isOn, days } = ruleFor('card-expiry', { ...rules, subscription: {} });
  for (const { id, expiresIn } of isOn ? paymentMethods : []) {
    if (expiresIn === null) continue;
    const on = endOfMonth(`${expiresIn}-01` as CalendarDate);
    const window = windowOf('card-expiry', days);
    const isNear = on >= window.from && on <= window.to;
    if (
      isNear &&
      subscriptions.some((each) => each.paymentMethodId === id && fallsDueAfter(each, on))
    )
      add('card-expiry', id, days, [{ occurrence: on, on }]);
  }
  return timed;
}

function eventsOf(subscription: Subscription, kind: ReminderKind, window: Window): Event[] {
  const { trialEndsOn, minimumTermEndsOn, autoRenews, cancelledOn, notice } = subscription;
  const { from, to } = window;
  const isNear = ({ on }: Event) => on >= from && on <= to;
  const onDay = (day: CalendarDate | null) => (day ? [{ occurrence: day, on: day }] : []);
  const isOpen = autoRenews && cancelledOn === null;
  switch (kind) {
    case 'charge':
    case 'unpaid':
      return [...occurrencesUntil(subscription, addDays(to, 2))]
        .map((occurrence) => ({
          occurrence,
          on: chargeDate(occurrence, subscription.weekendRule),
        }))
        .filter(isNear);
    case 'cancel-by':
      if (!notice || !isOpen) return [];
      return [...occurrencesUntil(subscription, addDays(addCycles(to, notice, 1), 3))]
        .filter((occurrence) => minimumTermEndsOn === null || occurrence > minimumTermEndsOn)
        .map((occurrence) => ({ occurrence, on: minusCycle(occurrence, notice) }))
        .filter(isNear);
    case 'trial-end':
      return cancelledOn === null ? onDay(trialEndsOn).filter(isNear) : [];
    case 'term-end':
      return isOpen ? onDay(minimumTermEndsOn).filter(isNear) : [];
    default:
      return subscription.prices.slice(1).flatMap((price) => {
        const [event] = onDay(price.from);
        return event && isNear(event) && fallsDueAfter(subscription, addDays(price.from, -1))
          ? [event]
          : [];
      });
  }
}

function fallsDueAfter(subscription: Subscription, day: CalendarDate): boolean {
  for (const occurrence of occurrencesUntil(subscription, addDays(day, 3_700))) {
    if (occurrence > day) return true;
  }
  return false;
}

/** From the anchor on, one after the other. */
function* occurrencesUntil(
  { anchor, cycle, pauses, accessUntil }: Subscription,
  last: CalendarDate,
): Generator<CalendarDate> {
  for (let k = 0; k === 0 || cycle !== null; k += 1) {
    const occurrence = cycle ? addCycles(anchor, cycle, k) : anchor;
    if (occurrence > last || (accessUntil !== null && occurrence > accessUntil)) return;
    const isPaused = pauses.some(
      ({ from, until }) => occurrence >= from && (until === null || occurrence < until),
    );
    if (!isPaused) yield occurrence;
  }
}

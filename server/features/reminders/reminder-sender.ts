import { type Clock, instantOf } from '#server/clock.ts';
import type { JobQueue } from '#server/jobs/job-queue.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import type { Household } from '#shared/households.ts';
import type { RateBook } from '#shared/money/conversion.ts';
import { LATE_AFTER, type TimedReminder } from '#shared/reminders/due-reminders.ts';
import { type ReminderSubjects, reminderKey } from '#shared/reminders/planned-reminders.ts';
import { digestDetails, reminderDetails } from '#shared/reminders/reminder-details.ts';
import { digestMessage, reminderMessage } from '#shared/reminders/reminder-message.ts';
import type { ReminderKind } from '#shared/reminders/reminder-rules.ts';
import { isQuiet } from '#shared/reminders/reminder-settings.ts';
import { DAYS_BACK, timedReminders } from './member-reminders.ts';
import type { ReminderChannels, ReminderOutcome } from './reminder-channels.ts';
import type {
  ReminderDelivery,
  ReminderDeliveryRepository,
} from './reminder-delivery-repository.ts';
import { createReminderFacts } from './reminder-facts.ts';
import {
  loadPeople,
  loadSubjects,
  localTimeOf,
  type ReminderPerson,
  type ReminderSources,
} from './reminder-household.ts';
import { MOST_TRIES, sendReminderJob } from './reminder-jobs.ts';
import type { ReminderLinkTokens } from './reminder-link-token.ts';
import { createReminderLinkWriter } from './reminder-link-writer.ts';
import { sendInstant } from './send-instant.ts';
import { snoozesOf } from './snoozed-delivery.ts';

export interface ReminderSenderDeps extends ReminderSources {
  deliveries: Pick<ReminderDeliveryRepository, 'find' | 'listPending' | 'progress'>;
  channels: ReminderChannels;
  tokens: ReminderLinkTokens;
  /** Everything known for converting into the base currency. */
  rateBookFor(household: Household): Promise<RateBook>;
  queue: JobQueue;
  clock: Clock;
  publicUrl(): string;
}

/** As far ahead as a digest speaks. */
const DAYS_AHEAD = 7;

/** Where one reads of what is no subscription. */
const PLACES: Partial<Record<ReminderKind, string>> = {
  'card-expiry': 'settings/payment-methods',
  budget: 'settings/budgets',
};

/** A reminder whose time has come, as it is now. */
interface Item {
  delivery: ReminderDelivery;
  reminder: TimedReminder;
  isLate: boolean;
}

/**
 * What the job of that name does: sends one delivery, as things are when it is sent. What was
 * edited, deleted or paid since it was planned is not sent any more.
 */
export function createReminderSender(deps: ReminderSenderDeps) {
  const { deliveries, channels, queue, clock } = deps;
  const links = createReminderLinkWriter(deps);

  async function drop(householdId: string, delivery: ReminderDelivery, note: string) {
    const endedAt = instantOf(clock.now());
    await deliveries.progress(householdId, delivery.id, {
      ...delivery,
      state: 'dropped',
      note,
      endedAt,
    });
  }

  /** Those that still hold; the others are dropped. */
  async function sift(
    householdId: string,
    pending: readonly ReminderDelivery[],
    person: ReminderPerson,
    subjects: ReminderSubjects,
  ): Promise<Item[]> {
    const now = clock.now();
    const today = localTimeOf(person.timeZone, now).date;
    const member = { ...person, since: 0 };
    const from = addDays(today, -DAYS_BACK);
    const to = addDays(today, DAYS_AHEAD);
    const planned = new Map(
      timedReminders(member, subjects, from, to).map((each) => [reminderKey(each), each]),
    );
    const items: Item[] = [];
    for (const delivery of pending) {
      const reminder = planned.get(reminderKey(delivery as unknown as TimedReminder));
      if (!reminder) await drop(householdId, delivery, 'changed');
      else if (reminder.usefulUntil < today) await drop(householdId, delivery, 'past');
      else if (isOvertaken(delivery, reminder, planned.values(), now)) {
        await drop(householdId, delivery, 'superseded');
      } else {
        const isSnoozed = snoozesOf(delivery.id) > 0;
        const meant = isSnoozed ? Date.parse(delivery.sendAt) : reminder.sendAt;
        items.push({ delivery, reminder, isLate: now - meant > LATE_AFTER });
      }
    }
    return items;
  }

  async function end(
    householdId: string,
    delivery: ReminderDelivery,
    outcome: ReminderOutcome,
    isLate: boolean,
  ): Promise<ReminderDelivery['state']> {
    const attempts = delivery.attempts + 1;
    const isGivenUp = outcome.kind === 'retry' && attempts >= MOST_TRIES;
    const state =
      outcome.kind === 'delivered'
        ? 'sent'
        : outcome.kind === 'refused' || isGivenUp
          ? 'failed'
          : 'pending';
    const endedAt = state === 'pending' ? null : instantOf(clock.now());
    const note = outcome.kind === 'delivered' ? null : outcome.words;
    await deliveries.progress(householdId, delivery.id, { state, isLate, note, attempts, endedAt });
    return state;
  }

  /** @param turn tells this run from others of the same delivery */
  async function sendLater(householdId: string, id: string, at: number, turn: string) {
    const key = `${id}@${turn}`;
    await queue.add(sendReminderJob, householdId, [{ payload: { id }, key, at: instantOf(at) }]);
  }

  return {
    async send(householdId: string, id: string): Promise<void> {
      const delivery = await deliveries.find(householdId, id);
      if (delivery?.state !== 'pending') return;
      const { userId, channelId } = delivery;
      const loaded = await loadPeople(deps, householdId);
      const person = loaded?.people.find((each) => each.userId === userId);
      if (!loaded || !person) return;
      const channel = (await channels.of(householdId, userId)).find(
        (each) => each.id === channelId,
      );
      const pending = await partsOf(householdId, delivery);
      if (!channel) {
        for (const each of [...pending, delivery]) await drop(householdId, each, 'channel-gone');
        return;
      }
      const now = clock.now();
      const quietEnd = endOfQuiet(person, now);
      if (quietEnd !== null) {
        await sendLater(householdId, id, quietEnd, instantOf(quietEnd));
        return;
      }
      const subjects = await loadSubjects(deps, loaded.household, [person]);
      const items = await sift(householdId, pending, person, subjects);
      const isDigest = delivery.kind === 'digest';
      if (items.length === 0) {
        if (isDigest) await drop(householdId, delivery, 'changed');
        return;
      }
      const notice = await noticeOf(loaded.household, person, subjects, delivery, items);
      const outcome = await channels.send({ householdId, userId, channelId }, notice);
      for (const item of items) {
        if (isDigest) await end(householdId, item.delivery, outcome, item.isLate);
      }
      // Last: while it is pending, what belongs to it is not sent on its own.
      const isLate = isDigest ? delivery.isLate : items.some((item) => item.isLate);
      const state = await end(householdId, delivery, outcome, isLate);
      if (state !== 'pending' || outcome.kind !== 'retry') return;
      if (outcome.after === null) throw new Error(`The channel said: ${outcome.words}`);
      const wait = Math.max(1, outcome.after) * 1_000;
      await sendLater(householdId, id, now + wait, String(delivery.attempts + 1));
    },
  };

  async function partsOf(householdId: string, delivery: ReminderDelivery) {
    if (delivery.kind !== 'digest') return [delivery];
    const pending = await deliveries.listPending(householdId);
    return pending.filter(({ digestId }) => digestId === delivery.id);
  }

  async function noticeOf(
    household: Household,
    person: ReminderPerson,
    subjects: ReminderSubjects,
    delivery: ReminderDelivery,
    items: readonly Item[],
  ) {
    const { id, kind, occurrence } = delivery;
    const { locale, timeZone } = person;
    const today = localTimeOf(timeZone, clock.now()).date;
    const { baseCurrency } = household;
    const rateBook = await deps.rateBookFor(household);
    const factsOf = createReminderFacts({ subjects, baseCurrency, rateBook, today });
    const setting = { locale, today };
    if (kind === 'digest') {
      const parts = onceEach(items).map(({ reminder, isLate }) => ({
        facts: factsOf(reminder, isLate),
        url: addressOf(reminder),
      }));
      const allFacts = parts.map(({ facts }) => facts);
      const message = digestMessage(allFacts, occurrence, setting);
      const details = digestDetails(parts, setting);
      return { id, kind, locale, ...message, details, url: `${deps.publicUrl()}/`, actions: [] };
    }
    const [{ reminder, isLate }] = items as [Item];
    const facts = factsOf(reminder, isLate);
    const details = reminderDetails(facts, setting);
    const url = addressOf(reminder);
    const occasion = { householdId: household.id, person, delivery, reminder, facts };
    const actions = links.write({ ...occasion, saidOn: today });
    return { id, kind, locale, ...reminderMessage(facts, setting), details, url, actions };
  }

  /** Where there is more to see of what a reminder is about. */
  function addressOf({ kind, subjectId }: TimedReminder): string {
    const place = PLACES[kind] ?? `subscriptions/${subjectId}`;
    return `${deps.publicUrl()}/${place}`;
  }
}

/** A digest may hold several reminders of the same day: it says once what they are about. */
function onceEach(items: readonly Item[]): Item[] {
  const events = new Map<string, Item>();
  for (const item of items) {
    const { kind, subjectId, occurrence } = item.reminder;
    events.set(`${kind}/${subjectId}/${occurrence}`, item);
  }
  return [...events.values()];
}

/** What was put off is not said beside a later reminder of the same, which comes on its own. */
function isOvertaken(
  { id, createdAt }: ReminderDelivery,
  { kind, subjectId, occurrence }: TimedReminder,
  planned: Iterable<TimedReminder>,
  now: number,
): boolean {
  if (snoozesOf(id) === 0) return false;
  return [...planned].some(
    (other) =>
      other.sendAt > Date.parse(createdAt) &&
      other.sendAt <= now &&
      other.kind === kind &&
      other.subjectId === subjectId &&
      other.occurrence === occurrence,
  );
}

function endOfQuiet({ quiet, timeZone }: ReminderPerson, now: number): number | null {
  const { date, hour } = localTimeOf(timeZone, now);
  if (quiet === null || !isQuiet(quiet, hour)) return null;
  const end = sendInstant(timeZone, date, quiet.until);
  return end > now ? end : sendInstant(timeZone, addDays(date, 1), quiet.until);
}

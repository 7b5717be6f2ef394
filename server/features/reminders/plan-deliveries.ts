import { instantOf } from '#server/clock.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { dueReminders, LATE_AFTER, type TimedReminder } from '#shared/reminders/due-reminders.ts';
import { type ReminderSubjects, reminderKey } from '#shared/reminders/planned-reminders.ts';
import { isQuiet } from '#shared/reminders/reminder-settings.ts';
import { digestDayOf, digestLength } from './digest-day.ts';
import { DAYS_BACK, timedReminders } from './member-reminders.ts';
import type { ReminderChannel } from './reminder-channels.ts';
import type { ReminderDelivery } from './reminder-delivery-repository.ts';
import { localTimeOf, type ReminderPerson } from './reminder-household.ts';
import { sendInstant } from './send-instant.ts';

type Named = Pick<ReminderDelivery, 'kind' | 'subjectId' | 'occurrence' | 'days'>;

/** Names a delivery for good in its household: nobody is told of it twice on the same channel. */
export function deliveryId(userId: string, channelId: string, reminder: Named): string {
  return `${userId}:${channelId}:${reminderKey(reminder as TimedReminder)}`;
}

/** The reminders that {@link planDeliveries} and {@link nextMoment} choose from, on any channel. */
export function remindersAround(
  person: ReminderPerson,
  subjects: ReminderSubjects,
  now: number,
): TimedReminder[] {
  const today = localTimeOf(person.timeZone, now).date;
  const ahead = person.digest === 'none' ? 1 : 7;
  const member = { ...person, since: 0 };
  return timedReminders(member, subjects, addDays(today, -DAYS_BACK), addDays(today, ahead));
}

/** What is to be written down for a member and one of their channels at this moment. */
export function planDeliveries(
  person: ReminderPerson,
  channel: ReminderChannel,
  around: readonly TimedReminder[],
  now: number,
  known: ReadonlySet<string>,
): ReminderDelivery[] {
  const { userId, timeZone, quiet } = person;
  const { date: today, hour } = localTimeOf(timeZone, now);
  if (isQuiet(quiet, hour)) return [];
  const since = Date.parse(channel.since);
  const prefix = `${userId}:${channel.id}:`;
  const isKnown = (key: string) => known.has(prefix + key);
  const reminders = around.filter(({ sendAt }) => sendAt >= since);
  const { due, dropped } = dueReminders(reminders, { now, today }, isKnown);
  const write = createWriter(userId, channel.id, now);
  const ended = dropped.map(({ reminder, reason }) =>
    write(reminder, { state: 'dropped', note: reason, endedAt: instantOf(now) }),
  );
  const turn = digestTurn(person, now);
  if (!turn) return [...ended, ...due.map(({ reminder, isLate }) => write(reminder, { isLate }))];

  const digest = digestOf(person, turn.day);
  const digestId = deliveryId(userId, channel.id, digest);
  const isItsTime = turn.at <= now && turn.at >= since && !known.has(digestId);
  if (!isItsTime) {
    // What the next digest can still say in time waits for it.
    const next = turn.at > now ? turn.day : addDays(turn.day, turn.length);
    const pressing = due.filter(({ reminder }) => reminder.usefulUntil < next);
    return [...ended, ...pressing.map(({ reminder, isLate }) => write(reminder, { isLate }))];
  }
  const items = [
    ...due.map(({ reminder, isLate }) => write(reminder, { isLate, digestId })),
    ...upcoming(reminders, now, addDays(turn.day, turn.length - 1))
      .filter((reminder) => !isKnown(reminderKey(reminder)))
      .map((reminder) => write(reminder, { digestId })),
  ];
  if (items.length === 0) return ended;
  const isLate = now - turn.at > LATE_AFTER;
  // Last: without it, what was written of it before a crash is found and sent on its own.
  return [...ended, ...items, write({ ...digest, sendAt: turn.at }, { isLate })];
}

/** When there is something to send to the member next, until `limit`; null if there is nothing. */
export function nextMoment(
  person: ReminderPerson,
  channels: readonly ReminderChannel[],
  around: readonly TimedReminder[],
  now: number,
  limit: number,
): number | null {
  const { timeZone, quiet } = person;
  const { date, hour } = localTimeOf(timeZone, now);
  if (quiet && isQuiet(quiet, hour)) {
    const end = sendInstant(timeZone, date, quiet.until);
    const next = end > now ? end : sendInstant(timeZone, addDays(date, 1), quiet.until);
    return next <= limit ? next : null;
  }
  const since = Math.min(...channels.map((channel) => Date.parse(channel.since)));
  const moments = upcoming(around, now, addDays(date, 1))
    .map(({ sendAt }) => sendAt)
    .filter((sendAt) => sendAt >= since);
  const turn = digestTurn(person, now);
  if (turn)
    moments.push(turn.at, sendInstant(timeZone, addDays(turn.day, turn.length), person.hour));
  const coming = moments.filter((moment) => moment > now && moment <= limit);
  return coming.length > 0 ? Math.min(...coming) : null;
}

interface DigestTurn {
  /** The day on which the present one comes, which may be later today. */
  day: CalendarDate;
  at: number;
  /** For how many days it speaks. */
  length: number;
}

function digestTurn(
  {
    digest,
    weekday,
    timeZone,
    hour,
  }: Pick<ReminderPerson, 'digest' | 'weekday' | 'timeZone' | 'hour'>,
  now: number,
): DigestTurn | null {
  if (digest === 'none') return null;
  const { date } = localTimeOf(timeZone, now);
  const day = digestDayOf({ digest, weekday }, date);
  return { day, at: sendInstant(timeZone, day, hour), length: digestLength({ digest, weekday }) };
}

function digestOf({ userId }: ReminderPerson, day: CalendarDate): Named {
  return { kind: 'digest', subjectId: userId, occurrence: day, days: 0 };
}

/** What comes after now, up to that local day. */
function upcoming(
  reminders: readonly TimedReminder[],
  now: number,
  until: CalendarDate,
): TimedReminder[] {
  return reminders.filter(
    ({ sendAt, notBefore, sendOn }) => sendAt > now && sendAt >= notBefore && sendOn <= until,
  );
}

type Facts = Partial<Pick<ReminderDelivery, 'state' | 'isLate' | 'note' | 'endedAt' | 'digestId'>>;

function createWriter(userId: string, channelId: string, now: number) {
  return (reminder: Named & { sendAt: number }, facts: Facts): ReminderDelivery => {
    const { kind, subjectId, occurrence, days, sendAt } = reminder;
    return {
      id: deliveryId(userId, channelId, reminder),
      userId,
      channelId,
      kind,
      subjectId,
      occurrence,
      days,
      sendAt: instantOf(sendAt),
      digestId: null,
      state: 'pending',
      isLate: false,
      note: null,
      attempts: 0,
      createdAt: instantOf(now),
      endedAt: null,
      ...facts,
    };
  };
}

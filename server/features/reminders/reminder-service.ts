import { type Clock, instantOf } from '#server/clock.ts';
import type { Member } from '#server/http/request-context.ts';
import { invalidInput } from '#server/invalid-input.ts';
import type { Page, PageRequest } from '#server/rows/page.ts';
import { AppError } from '#shared/app-error.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import type { TimedReminder } from '#shared/reminders/due-reminders.ts';
import type { MemberRules } from '#shared/reminders/planned-reminders.ts';
import { DEFAULT_RULES } from '#shared/reminders/reminder-rules.ts';
import type {
  PlannedRemindersView,
  ReminderDeliveryView,
} from '#shared/schemas/reminder-schemas.ts';
import { digestLength } from './digest-day.ts';
import { goingOut } from './going-out.ts';
import { timedReminders } from './member-reminders.ts';
import { deliveryId } from './plan-deliveries.ts';
import { putOffReminders } from './put-off-reminders.ts';
import type { ReminderChannel, ReminderChannels } from './reminder-channels.ts';
import type {
  ReminderDelivery,
  ReminderDeliveryRepository,
  ReminderOwner,
} from './reminder-delivery-repository.ts';
import {
  loadPeople,
  loadSubjects,
  localTimeOf,
  nameOf,
  type ReminderSources,
} from './reminder-household.ts';

export interface ReminderServiceDeps extends ReminderSources {
  deliveries: Pick<ReminderDeliveryRepository, 'listIds' | 'listNewest' | 'listPending' | 'purge'>;
  channels: Pick<ReminderChannels, 'of'>;
  clock: Clock;
}

type Who = Pick<Member, 'householdId' | 'userId'>;
type Place = Pick<ReminderDelivery, 'createdAt' | 'id'>;

export type ReminderService = ReturnType<typeof createReminderService>;

const DAY_MS = 24 * 60 * 60_000;
const REMEMBERED_MS = 400 * DAY_MS;
/** Longer than a digest speaks ahead. */
const TOLD_FOR_MS = 40 * DAY_MS;

export function createReminderService(deps: ReminderServiceDeps) {
  const { deliveries, channels, clock } = deps;

  /** Whether nothing more of a reminder goes out, because it did on every channel. */
  async function toldTo(owner: ReminderOwner, reached: readonly ReminderChannel[], now: number) {
    const since = instantOf(now - TOLD_FOR_MS);
    const known = await Promise.all(
      reached.map(async ({ id }) => ({
        id,
        ids: new Set(await deliveries.listIds(owner, id, since)),
      })),
    );
    return (reminder: TimedReminder) =>
      known.length > 0 &&
      known.every(({ id, ids }) => ids.has(deliveryId(owner.userId, id, reminder)));
  }

  return {
    /** What will be sent to the member on those local dates, as things are now. */
    async upcoming(
      { householdId, userId }: Who,
      { from, to, subject }: { from: CalendarDate; to: CalendarDate; subject?: string | undefined },
    ): Promise<PlannedRemindersView> {
      const loaded = await loadPeople(deps, householdId);
      const person = loaded?.people.find((each) => each.userId === userId);
      if (!loaded || !person) throw new AppError('not-found');
      const [subjects, reached] = await Promise.all([
        loadSubjects(deps, loaded.household, [person]),
        channels.of(householdId, userId),
      ]);
      const now = clock.now();
      const isTold = await toldTo({ householdId, userId }, reached, now);
      const around = digestLength(person);
      const dateOf = (instant: number) => localTimeOf(person.timeZone, instant).date;
      const reminders = timedReminders(
        { ...person, since: 0 },
        subjects,
        addDays(from, -around),
        addDays(to, around),
      );
      const fresh = goingOut(person, reminders, now).filter(({ reminder }) => !isTold(reminder));
      const pending = await deliveries.listPending(householdId);
      const planned = [...fresh, ...putOffReminders(pending, person, subjects, now)]
        .filter(({ at }) => dateOf(at) >= from && dateOf(at) <= to)
        .filter(({ reminder }) => subject === undefined || subject === reminder.subjectId)
        .sort((a, b) => a.at - b.at);
      return {
        items: planned.map(({ reminder, at, isInDigest }) => ({
          kind: reminder.kind,
          subject: { id: reminder.subjectId, name: nameOf(subjects, reminder.subjectId) },
          occurrence: reminder.occurrence,
          on: reminder.on,
          days: reminder.days,
          sendAt: instantOf(at),
          isInDigest,
          rule: sourceOf(person.rules, reminder),
        })),
        channels: reached.map(({ id, kind }) => ({ id, kind })),
        timeZone: person.timeZone,
      };
    },

    /** What was sent to the member, tried, given up and left out; the newest first. */
    async history(
      { householdId, userId }: Who,
      { limit, cursor }: PageRequest,
    ): Promise<Page<ReminderDeliveryView>> {
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const owner = { householdId, userId };
      const [rows, subscriptions, paymentMethods, list] = await Promise.all([
        deliveries.listNewest(owner, { limit: limit + 1, after }),
        deps.subscriptions.list(householdId),
        deps.paymentMethods.list(householdId),
        deps.budgets.list(householdId),
      ]);
      const subjects = { subscriptions, paymentMethods, budgets: { list } };
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const items = shown.map((row) => viewOf(row, nameOf(subjects, row.subjectId)));
      return { items, nextCursor: last && rows.length > limit ? writeCursor(last) : null };
    },

    /** Forgets what is long over, in every household. */
    async purge(): Promise<void> {
      await deliveries.purge(instantOf(clock.now() - REMEMBERED_MS));
    },
  };
}

function sourceOf({ household, member, subscriptions }: MemberRules, reminder: TimedReminder) {
  const { kind, subjectId } = reminder;
  if (subscriptions.get(subjectId)?.[kind]) return 'subscription';
  if (member[kind]) return 'member';
  return household[kind] === DEFAULT_RULES[kind] ? 'default' : 'household';
}

function viewOf(row: ReminderDelivery, name: string | null): ReminderDeliveryView {
  const { kind, occurrence, days, channelId, sendAt, state, isLate, note, attempts } = row;
  return {
    kind,
    subject: { id: row.subjectId, name },
    occurrence,
    days,
    channelId,
    sendAt,
    state,
    isLate,
    isInDigest: row.digestId !== null,
    note,
    attempts,
    createdAt: row.createdAt,
    endedAt: row.endedAt,
  };
}

function writeCursor({ createdAt, id }: Place): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');
}

function readCursor(cursor: string): Place {
  try {
    const [createdAt, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const isPlace = typeof id === 'string' && instantOf(Date.parse(createdAt)) === createdAt;
    if (isPlace) return { createdAt, id };
  } catch {
    // Whatever is wrong with it, nobody was given it here.
  }
  throw invalidInput('/query/cursor', 'is not one that this list gave out');
}

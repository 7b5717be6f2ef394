import type { z } from 'zod';
import { type Clock, instantOf } from '#server/clock.ts';
import type { HouseholdScope } from '#server/http/request-context.ts';
import { invalidInput } from '#server/invalid-input.ts';
import type { Page, PageRequest } from '#server/rows/page.ts';
import type { Today } from '#server/today.ts';
import { AppError } from '#shared/app-error.ts';
import { type CalendarDate, isCalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { parseAmount } from '#shared/money/money.ts';
import type { Payment, paymentInputSchema } from '#shared/schemas/subscription-schemas.ts';
import {
  firstOccurrenceOnOrAfter,
  isOccurrence,
  occurrencesBetween,
} from '#shared/subscriptions/schedule.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';
import { chargeDate, MOST_DAYS_MOVED } from '#shared/subscriptions/weekend-rule.ts';
import type { PaymentRepository } from './payment-repository.ts';
import { toPayment } from './payment-view.ts';
import { recentOccurrences } from './recent-occurrences.ts';

export interface PaymentServiceDeps {
  payments: PaymentRepository;
  subscriptions: { find(householdId: string, id: string): Promise<Subscription | null> };
  clock: Clock;
  today: Today;
}

/** One entry of the ledger; `expected` as `If-Match` said. */
export interface PaymentTarget {
  subscriptionId: string;
  dueOn: CalendarDate;
  expected: number | undefined;
}

export type PaymentService = ReturnType<typeof createPaymentService>;

type PaymentInput = z.output<typeof paymentInputSchema>;

const ATTEMPTS = 5;
const AFTER_ALL: CalendarDate = '9999-12-31';

export function createPaymentService({
  payments,
  subscriptions,
  clock,
  today,
}: PaymentServiceDeps) {
  async function findLive(householdId: string, id: string): Promise<Subscription> {
    const row = await subscriptions.find(householdId, id);
    if (!row || row.deletedAt !== null) throw new AppError('not-found');
    return row;
  }

  return {
    /** What was due or charged up to today, and later occurrences with an entry; newest first. */
    async list(
      scope: HouseholdScope,
      subscriptionId: string,
      { limit, cursor }: PageRequest,
    ): Promise<Page<Payment>> {
      const before = cursor === undefined ? AFTER_ALL : readCursor(cursor);
      const subscription = await findLive(scope.householdId, subscriptionId);
      const ledger = await payments.list(scope.householdId, subscriptionId);
      const entries = new Map(ledger.map((entry) => [entry.dueOn, entry]));
      const day = today(scope.timeZone);
      const ahead = daysAhead(subscription, entries, day).filter((dueOn) => dueOn < before);
      const until = before > day ? day : addDays(before, -1);
      const wanted = Math.max(0, limit + 1 - ahead.length);
      const days = [...ahead, ...recentOccurrences(subscription, until, wanted)];
      const shown = days.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown.map((dueOn) =>
          toPayment(subscription, dueOn, entries.get(dueOn) ?? null, day),
        ),
        nextCursor: last && days.length > limit ? writeCursor(last) : null,
      };
    },

    async put(
      { householdId, timeZone }: HouseholdScope,
      { subscriptionId, dueOn, expected }: PaymentTarget,
      input: PaymentInput,
    ): Promise<Payment> {
      const subscription = await findLive(householdId, subscriptionId);
      assertDue(subscription, dueOn);
      assertPlausible(input);
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const present = await payments.find(householdId, subscriptionId, dueOn);
        if (expected !== undefined && present?.version !== expected) {
          throw new AppError('version-mismatch');
        }
        const entry = toRecord(subscriptionId, dueOn, input, present, instantOf(clock.now()));
        if (await payments.put(householdId, entry, present?.version ?? null)) {
          return toPayment(subscription, dueOn, entry, today(timeZone));
        }
      }
      throw busy();
    },

    /** Enters it unless there is an entry, of whatever kind: that one stays, and is answered. */
    async enterOnce(
      { householdId }: HouseholdScope,
      { subscriptionId, dueOn }: Omit<PaymentTarget, 'expected'>,
      input: PaymentInput,
    ): Promise<PaymentRecord> {
      assertDue(await findLive(householdId, subscriptionId), dueOn);
      assertPlausible(input);
      const entry = toRecord(subscriptionId, dueOn, input, null, instantOf(clock.now()));
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        if (await payments.put(householdId, entry, null)) return entry;
        const present = await payments.find(householdId, subscriptionId, dueOn);
        if (present) return present;
      }
      throw busy();
    },

    /** Takes the entry back: the occurrence is as planned again. */
    async remove(
      { householdId }: HouseholdScope,
      { subscriptionId, dueOn, expected }: PaymentTarget,
    ): Promise<void> {
      await findLive(householdId, subscriptionId);
      if (await payments.delete(householdId, subscriptionId, dueOn, expected)) return;
      const present = await payments.find(householdId, subscriptionId, dueOn);
      throw new AppError(present ? 'version-mismatch' : 'not-found');
    },
  };
}

function busy(): AppError {
  const detail = 'Others are changing it at the same moment';
  return new AppError('conflict', { detail, retryAfter: 1 });
}

/** Occurrences after today that are to be shown: entered, or charged early because of a weekend. */
function daysAhead(
  subscription: Subscription,
  entries: ReadonlyMap<CalendarDate, PaymentRecord>,
  today: CalendarDate,
): CalendarDate[] {
  const tomorrow = addDays(today, 1);
  const charged = occurrencesBetween(
    subscription,
    tomorrow,
    addDays(today, MOST_DAYS_MOVED),
  ).filter((dueOn) => chargeDate(dueOn, subscription.weekendRule) <= today);
  const entered = [...entries.keys()].filter(
    (dueOn) => dueOn > today && isOccurrence(subscription, dueOn),
  );
  return [...new Set([...entered, ...charged])].sort().reverse();
}

function assertDue(subscription: Subscription, dueOn: CalendarDate): void {
  const next = firstOccurrenceOnOrAfter(subscription, dueOn);
  if (next === dueOn) return;
  const hint = next === null ? 'none comes later' : `the next one is ${next}`;
  throw invalidInput('/params/dueOn', `must be a day on which it falls due: ${hint}`);
}

function assertPlausible({ status, paidOn, amount }: PaymentInput): void {
  if (status !== 'skipped') return;
  if (paidOn) throw invalidInput('/paidOn', 'must be empty for what was skipped');
  if (amount) throw invalidInput('/amount', 'must be empty for what was skipped');
}

function toRecord(
  subscriptionId: string,
  dueOn: CalendarDate,
  { status, paidOn, amount }: PaymentInput,
  present: PaymentRecord | null,
  now: string,
): PaymentRecord {
  return {
    subscriptionId,
    dueOn,
    version: (present?.version ?? 0) + 1,
    status,
    paidOn: paidOn ?? null,
    amountMinor: amount ? parseAmount(amount.amount, amount.currency) : null,
    currency: amount?.currency ?? null,
    createdAt: present?.createdAt ?? now,
    updatedAt: now,
  };
}

function writeCursor(dueOn: CalendarDate): string {
  return Buffer.from(dueOn).toString('base64url');
}

function readCursor(cursor: string): CalendarDate {
  const date = Buffer.from(cursor, 'base64url').toString();
  if (isCalendarDate(date)) return date;
  throw invalidInput('/query/cursor', 'must be the `nextCursor` of a page of this list');
}

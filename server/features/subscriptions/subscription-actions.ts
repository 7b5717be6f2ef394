import type { z } from 'zod';
import { invalidInput } from '#server/invalid-input.ts';
import { AppError } from '#shared/app-error.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { parseAmount } from '#shared/money/money.ts';
import type {
  cancelInputSchema,
  pauseInputSchema,
  priceChangeSchema,
} from '#shared/schemas/subscription-schemas.ts';
import { defaultAccessUntil } from '#shared/subscriptions/cancellation.ts';
import type { Pause, PricePhase, Subscription } from '#shared/subscriptions/subscription.ts';
import { assertFactsFit } from './billing-check.ts';

const PAUSES_MAXIMUM = 200;
const PRICES_MAXIMUM = 200;

/** Asking again for a pause that is there changes nothing: a request may arrive twice. */
export function pause(
  row: Subscription,
  { from, until = null }: z.output<typeof pauseInputSchema>,
): Subscription {
  const wanted: Pause = { from, until };
  if (row.cancelledOn !== null) {
    throw new AppError('conflict', { detail: 'It is cancelled: resume it before pausing it' });
  }
  if (row.pauses.some((known) => known.from === from && known.until === until)) return row;
  const inTheWay = row.pauses.find((known) => overlap(known, wanted));
  if (inTheWay) {
    throw invalidInput('/from', `must not overlap the pause that begins on ${inTheWay.from}`);
  }
  if (row.pauses.length >= PAUSES_MAXIMUM) {
    throw invalidInput('/from', `must not be one of more than ${PAUSES_MAXIMUM} pauses`);
  }
  const paused = { ...row, pauses: [...row.pauses, wanted].sort(byStart) };
  assertFactsFit(paused, { rename: lastStep });
  return paused;
}

/**
 * A cancellation is withdrawn, and pauses stay as they are; where access had ended before `on`, the
 * time between becomes a pause, because nothing was charged then. Without a cancellation, the pause
 * that holds on `on` ends there, and is gone if it began there. What runs already is left alone.
 */
export function resume(row: Subscription, on: CalendarDate): Subscription {
  const resumed = row.accessUntil === null ? endPause(row, on) : withdraw(row, row.accessUntil, on);
  assertFactsFit(resumed, { rename: () => ['on'] });
  return resumed;
}

function withdraw(row: Subscription, accessUntil: CalendarDate, on: CalendarDate): Subscription {
  const gap = { from: addDays(accessUntil, 1), until: on };
  const pauses =
    gap.from < on
      ? [...row.pauses.flatMap((known) => outside(known, gap)), gap].sort(byStart)
      : row.pauses;
  return { ...row, cancelledOn: null, accessUntil: null, pauses };
}

function endPause(row: Subscription, on: CalendarDate): Subscription {
  const running = row.pauses.find(({ from, until }) => from <= on && (!until || on < until));
  if (!running) return row;
  const others = row.pauses.filter((known) => known !== running);
  const ended = running.from < on ? [{ ...running, until: on }] : [];
  return { ...row, pauses: [...others, ...ended].sort(byStart) };
}

/** Cancelling again changes the dates. */
export function cancel(
  row: Subscription,
  { on, accessUntil }: Omit<z.output<typeof cancelInputSchema>, 'on'> & { on: CalendarDate },
): Subscription {
  const cancelled = {
    ...row,
    cancelledOn: on,
    accessUntil: accessUntil ?? defaultAccessUntil(row, on),
  };
  assertFactsFit(cancelled, {
    rename: ([field]) => (field === 'cancelledOn' ? ['on'] : [field ?? '']),
  });
  return cancelled;
}

/** A new phase takes its place among the others; one that begins on the same day is replaced. */
export function changePrice(
  row: Subscription,
  { from, amount, currency }: z.output<typeof priceChangeSchema>,
): Subscription {
  const phase: PricePhase = { from, amountMinor: parseAmount(amount, currency), currency };
  const others = row.prices.filter((known) => known.from !== from);
  if (others.length >= PRICES_MAXIMUM) {
    throw invalidInput('/from', `must not be one of more than ${PRICES_MAXIMUM} prices`);
  }
  const changed = { ...row, prices: [...others, phase].sort(byStart) };
  assertFactsFit(changed, { rename: lastStep });
  return changed;
}

function overlap(a: Pause, b: Pause): boolean {
  return (b.until === null || a.from < b.until) && (a.until === null || b.from < a.until);
}

/** What is left of a pause before and after the gap. */
function outside(known: Pause, gap: { from: CalendarDate; until: CalendarDate }): Pause[] {
  if (!overlap(known, gap)) return [known];
  const before = known.from < gap.from ? [{ from: known.from, until: gap.from }] : [];
  const isLonger = known.until === null || known.until > gap.until;
  return isLonger ? [...before, { from: gap.until, until: known.until }] : before;
}

function byStart(a: { from: CalendarDate }, b: { from: CalendarDate }): number {
  return a.from < b.from ? -1 : 1;
}

function lastStep(path: readonly (string | number)[]): readonly (string | number)[] {
  return path.slice(-1);
}

import { type CalendarDate, isCalendarDate } from '#shared/dates/calendar-date.ts';
import { isCurrency } from '#shared/money/currencies.ts';
import { checkAmount } from '#shared/money/money.ts';
import type { PriceInput } from './price-input.ts';
import type { Pause } from './subscription.ts';

/** Dates of a subscription lie from 1900-01-01 to 2200-12-31: anything else is a slip of the pen. */
export const EARLIEST_DATE: CalendarDate = '1900-01-01';
export const LATEST_DATE: CalendarDate = '2200-12-31';

/** The body of `POST subscriptions`, with what the actions add. A price's `from` defaults to the anchor. */
export interface BillingInput {
  anchor: CalendarDate;
  prices: readonly PriceInput[];
  trialEndsOn?: CalendarDate | null | undefined;
  minimumTermEndsOn?: CalendarDate | null | undefined;
  pauses?: readonly Pause[] | undefined;
  cancelledOn?: CalendarDate | null | undefined;
  accessUntil?: CalendarDate | null | undefined;
}

/** `path` leads to the field: `['prices', 0, 'amount']`. */
export interface BillingFault {
  path: (string | number)[];
  message: string;
}

/**
 * What is wrong with facts that are each of the right form but may not fit together; empty if
 * nothing is. Fields of a wrong form are passed over: their own schema has reported them.
 */
export function checkBillingFacts(input: BillingInput): BillingFault[] {
  return [
    ...checkYears(input),
    ...checkPrices(input),
    ...checkTerm(input),
    ...checkPauses(input.pauses ?? []),
    ...checkCancellation(input),
  ];
}

function* checkYears(input: BillingInput): Generator<BillingFault> {
  const dates: [(string | number)[], CalendarDate | null | undefined][] = [
    [['anchor'], input.anchor],
    [['trialEndsOn'], input.trialEndsOn],
    [['minimumTermEndsOn'], input.minimumTermEndsOn],
    [['cancelledOn'], input.cancelledOn],
    [['accessUntil'], input.accessUntil],
  ];
  for (const [at, price] of input.prices.entries())
    dates.push([['prices', at, 'from'], price.from]);
  for (const [at, pause] of (input.pauses ?? []).entries()) {
    dates.push([['pauses', at, 'from'], pause.from], [['pauses', at, 'until'], pause.until]);
  }
  for (const [path, date] of dates) {
    if (isCalendarDate(date) && (date < EARLIEST_DATE || date > LATEST_DATE)) {
      yield { path, message: `must lie between ${EARLIEST_DATE} and ${LATEST_DATE}` };
    }
  }
}

function* checkPrices({ anchor, prices }: BillingInput): Generator<BillingFault> {
  let previous: CalendarDate | null = null;
  for (const [at, { from = anchor, amount, currency }] of prices.entries()) {
    const fault = isCurrency(currency) ? checkAmount(amount, currency) : null;
    if (fault) yield { path: ['prices', at, 'amount'], message: fault };
    if (!isCalendarDate(from)) continue;
    const path = ['prices', at, 'from'];
    if (at === 0 && isBefore(anchor, from)) {
      yield { path, message: `must not come after the anchor, ${anchor}, which needs a price` };
    }
    if (previous !== null && from <= previous) {
      yield { path, message: `must come after the phase before it, which begins on ${previous}` };
    }
    previous = from;
  }
}

function* checkTerm(input: BillingInput): Generator<BillingFault> {
  const { anchor, trialEndsOn, minimumTermEndsOn } = input;
  if (isCalendarDate(trialEndsOn) && isCalendarDate(anchor) && trialEndsOn >= anchor) {
    yield { path: ['trialEndsOn'], message: 'must come before the anchor, the first charge' };
  }
  if (isBefore(minimumTermEndsOn, anchor)) {
    yield { path: ['minimumTermEndsOn'], message: 'must not come before the anchor' };
  }
}

function* checkPauses(pauses: readonly Pause[]): Generator<BillingFault> {
  for (const [at, { from, until }] of pauses.entries()) {
    if (isCalendarDate(from) && isCalendarDate(until) && until <= from) {
      yield { path: ['pauses', at, 'until'], message: 'must come after `from`' };
    }
  }
}

function* checkCancellation({ cancelledOn, accessUntil }: BillingInput): Generator<BillingFault> {
  const path = ['accessUntil'];
  if (isBefore(accessUntil, cancelledOn)) {
    yield { path, message: 'must not come before the cancellation' };
  }
  if (accessUntil && !cancelledOn) yield { path, message: 'must be empty unless cancelled' };
  if (cancelledOn && !accessUntil) yield { path, message: 'must be set once cancelled' };
}

function isBefore(a: CalendarDate | null | undefined, b: CalendarDate | null | undefined): boolean {
  return isCalendarDate(a) && isCalendarDate(b) && a < b;
}

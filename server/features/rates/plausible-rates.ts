import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { daysBetween } from '#shared/dates/date-arithmetic.ts';
import { alignDecimals } from '#shared/money/align-decimals.ts';
import type { HeldBackRate } from './provided-rate-repository.ts';

export interface JudgedRates {
  perEuro: Record<string, string>;
  heldBack: HeldBackRate[];
}

export interface RatesBefore {
  /** The newest rate of the currency that was believed and is of an earlier day. */
  believed(currency: string): { rate: string; on: CalendarDate } | null;
  /** What was held back of it the day before that the provider knows. */
  heldBack(currency: string): string | null;
}

/** A rate from longer ago says little about how far one may be from it. */
const COMPARABLE_DAYS = 7;

/**
 * Holds back what moved by more than a fifth since the last rate of the days before: more likely a
 * slip than the market. What stays there on the provider's next day is believed.
 */
export function judgeRates(
  on: CalendarDate,
  rates: Iterable<readonly [currency: string, rate: string]>,
  before: RatesBefore,
): JudgedRates {
  const perEuro: Record<string, string> = {};
  const heldBack: HeldBackRate[] = [];
  for (const [currency, rate] of rates) {
    const last = before.believed(currency);
    const isComparable = last !== null && daysBetween(last.on, on) <= COMPARABLE_DAYS;
    const held = before.heldBack(currency);
    const isConfirmed = held !== null && !hasJumped(held, rate);
    if (!isComparable || isConfirmed || !hasJumped(last.rate, rate)) perEuro[currency] = rate;
    else heldBack.push({ currency, rate, before: last.rate, beforeOn: last.on });
  }
  return { perEuro, heldBack };
}

/** By more than 20 % of what it was. */
function hasJumped(from: string, to: string): boolean {
  const [a, b] = alignDecimals(from, to);
  const move = a > b ? a - b : b - a;
  return move * 5n > a;
}

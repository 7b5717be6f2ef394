import { type CalendarDate, isCalendarDate } from '#shared/dates/calendar-date.ts';
import { isCurrency } from '#shared/money/currencies.ts';
import { type ProvidedRates, UnreadableRates } from './rates.ts';

const BASE = 'EUR';
/** A rate of ours has no more digits either. */
const DECIMAL = /^(0|[1-9]\d{0,11})(\.\d{1,15})?$/;

/**
 * One day of an answer, checked. A currency that nobody here can have is left out; a value that is
 * no decimal above 0 makes the whole answer doubtful.
 */
export function checkedRates(
  on: unknown,
  entries: Iterable<readonly [currency: string, rate: unknown]>,
): ProvidedRates {
  if (!isCalendarDate(on)) throw new UnreadableRates('A day in the answer is not a date');
  const perEuro = new Map<string, string>();
  for (const [currency, rate] of entries) {
    if (currency === BASE || !isCurrency(currency)) continue;
    if (perEuro.has(currency)) {
      throw new UnreadableRates(`The answer names ${currency} twice for ${on}`);
    }
    if (typeof rate !== 'string' || !DECIMAL.test(rate) || !/[1-9]/.test(rate)) {
      throw new UnreadableRates(`The rate of ${currency} for ${on} is not a decimal above 0`);
    }
    perEuro.set(currency, rate);
  }
  if (perEuro.size === 0) throw new UnreadableRates(`The answer has no rates for ${on}`);
  return { on: on as CalendarDate, perEuro };
}

/** The days of an answer in order. */
export function inOrder(days: readonly ProvidedRates[]): ProvidedRates[] {
  if (days.length === 0) throw new UnreadableRates('The answer has no rates');
  const sorted = days.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const double = sorted.find(({ on }, at) => on === sorted[at - 1]?.on);
  if (double) throw new UnreadableRates(`The answer has ${double.on} twice`);
  return sorted;
}

/** @throws UnreadableRates for bytes that are not UTF-8. */
export function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new UnreadableRates('The answer is not text');
  }
}

import { type CalendarDate, isCalendarDate } from '#shared/dates/calendar-date.ts';
import { isCurrency } from '#shared/money/currencies.ts';

/** The rate that somebody came to enter, as it stands in the address. */
export interface RateSearch {
  currency?: string;
  /** The first day that needs it. */
  since?: CalendarDate;
}

/** Reads an address, which anybody may have written by hand: what makes no sense is left out. */
export function readRateSearch({ currency, since }: Record<string, unknown>): RateSearch {
  if (typeof currency !== 'string' || !isCurrency(currency)) return {};
  return isCalendarDate(since) ? { currency, since } : { currency };
}

import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Rate } from '#shared/money/rate.ts';

/** Rates that a household entered by hand; one for each pair of currencies and day. */
export interface RateRepository {
  /** Ascending by `from`, `to`, `on`. */
  list(householdId: string): Promise<Rate[]>;
  /** Inserts or replaces the rate of that pair and day. */
  put(householdId: string, rate: Rate): Promise<void>;
  /** @returns whether it was there. */
  delete(householdId: string, from: string, to: string, on: CalendarDate): Promise<boolean>;
}

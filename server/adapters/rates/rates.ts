import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Rate } from '#shared/money/rate.ts';

/** Where exchange rates come from besides those a household enters by hand. */
export interface RateProvider {
  /**
   * Every rate between `base` and other currencies that holds on a day from `from` to `to`,
   * each with its date and source. A rate that is not known is left out, never guessed.
   */
  ratesFor(base: string, from: CalendarDate, to: CalendarDate): Promise<Rate[]>;
}

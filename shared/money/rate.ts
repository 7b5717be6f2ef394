import type { CalendarDate } from '#shared/dates/calendar-date.ts';

/** One unit of `from` is worth `rate` units of `to` from the day `on` until a newer rate. */
export interface Rate {
  from: string;
  to: string;
  /** A decimal above 0; those entered by hand have at most 12 digits before and 10 after the point. */
  rate: string;
  on: CalendarDate;
  /** `manual`, or the name of the provider. */
  source: string;
}

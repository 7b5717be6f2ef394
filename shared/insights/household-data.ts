import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { RateBook } from '#shared/money/conversion.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';

/** Everything that the insights are computed from. */
export interface HouseholdData {
  /** The currency of all totals. */
  baseCurrency: string;
  /** The date in the household's time zone. */
  today: CalendarDate;
  /** Without the trash. Lists keep this order where nothing else orders them. */
  subscriptions: readonly Subscription[];
  /** The ledger. An entry for a day on which nothing falls due (any more) has no effect. */
  payments: readonly PaymentRecord[];
  rateBook: RateBook;
}

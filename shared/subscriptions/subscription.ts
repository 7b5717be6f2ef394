import type { CalendarDate } from '#shared/dates/calendar-date.ts';

export const UNITS = ['day', 'week', 'month', 'year'] as const;
export type Unit = (typeof UNITS)[number];

/** A length of calendar time: `every` is a whole number from 1 to 999. */
export interface Cycle {
  every: number;
  unit: Unit;
}

export const WEEKEND_RULES = ['none', 'next-business-day', 'previous-business-day'] as const;
export type WeekendRule = (typeof WEEKEND_RULES)[number];

export const STATUSES = ['trial', 'active', 'paused', 'cancelled', 'ended'] as const;
/** Derived from facts and today, never stored. */
export type Status = (typeof STATUSES)[number];

/** The price from a date on; `amountMinor` counts minor units of `currency` (ISO 4217). */
export interface PricePhase {
  from: CalendarDate;
  amountMinor: number;
  currency: string;
}

/** Nothing falls due on `from` and after it, until `until`, the first day on which it runs again. */
export interface Pause {
  from: CalendarDate;
  until: CalendarDate | null;
}

/** What the rules of dates need to know. */
export interface ScheduleFacts {
  /** `null`: paid once, on the anchor. */
  cycle: Cycle | null;
  anchor: CalendarDate;
  weekendRule: WeekendRule;
  pauses: readonly Pause[];
  cancelledOn: CalendarDate | null;
  /** The last day of use; set exactly when `cancelledOn` is. */
  accessUntil: CalendarDate | null;
}

/** What the rules of money and status need besides. `prices` is never empty and ascends by `from`. */
export interface BillingFacts extends ScheduleFacts {
  prices: readonly PricePhase[];
  trialEndsOn: CalendarDate | null;
  autoRenews: boolean;
  notice: Cycle | null;
  minimumTermEndsOn: CalendarDate | null;
}

/** A subscription as stored: facts only. Instants are ISO 8601 in UTC with `Z`. */
export interface Subscription extends BillingFacts {
  id: string;
  version: number;
  name: string;
  url: string | null;
  cancelUrl: string | null;
  /** Slug of a well-known service, for its logo. */
  service: string | null;
  notes: string;
  tags: readonly string[];
  categoryId: string | null;
  paymentMethodId: string | null;
  createdAt: string;
  updatedAt: string;
  /** Set while in the trash. */
  deletedAt: string | null;
}

export const PAYMENT_STATUSES = ['paid', 'skipped'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/**
 * An entry of the ledger: what deviates from "the occurrence was paid as planned".
 * `amountMinor` and `currency` are null together: the planned price.
 */
export interface PaymentRecord {
  subscriptionId: string;
  dueOn: CalendarDate;
  version: number;
  status: PaymentStatus;
  paidOn: CalendarDate | null;
  amountMinor: number | null;
  currency: string | null;
  createdAt: string;
  updatedAt: string;
}

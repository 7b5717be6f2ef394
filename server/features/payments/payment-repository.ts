import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { PaymentRecord } from '#shared/subscriptions/subscription.ts';

/** The ledger of deviations. One entry for each subscription and due date. */
export interface PaymentRepository {
  find(
    householdId: string,
    subscriptionId: string,
    dueOn: CalendarDate,
  ): Promise<PaymentRecord | null>;
  /** Ascending by `dueOn`, then `subscriptionId`; the whole household without `subscriptionId`. */
  list(householdId: string, subscriptionId?: string): Promise<PaymentRecord[]>;
  /**
   * Inserts (`expectedVersion` null) or replaces; the stored version is `(expectedVersion ?? 0) + 1`.
   * @returns false if an entry exists where none was expected, or has another version.
   */
  put(
    householdId: string,
    payment: PaymentRecord,
    expectedVersion: number | null,
  ): Promise<boolean>;
  /**
   * Inserts those entries, as of version 1, whose subscription and due date have none.
   * Not all or nothing: after a failure some may be stored, and repeating it stores the rest.
   */
  insertMany(householdId: string, payments: readonly PaymentRecord[]): Promise<void>;
  /** @returns whether an entry was there (and had `expectedVersion`, where given). */
  delete(
    householdId: string,
    subscriptionId: string,
    dueOn: CalendarDate,
    expectedVersion?: number,
  ): Promise<boolean>;
}

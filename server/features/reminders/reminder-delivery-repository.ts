import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { ReminderKind } from '#shared/reminders/reminder-rules.ts';

export interface ReminderOwner {
  readonly householdId: string;
  readonly userId: string;
}

/** `dropped`: it was not sent, because it would have helped nobody any more. */
export type DeliveryState = 'pending' | 'sent' | 'failed' | 'dropped';

/** One reminder for one member on one of their channels, or a digest of several. */
export interface ReminderDelivery {
  /** Names it for good, in its household: {@link deliveryId}. */
  readonly id: string;
  readonly userId: string;
  readonly channelId: string;
  readonly kind: ReminderKind | 'digest';
  /** The subscription's id; of `card-expiry` the payment method's, of `digest` the user's. */
  readonly subjectId: string;
  /** Of `digest`: the local day from which on it tells. */
  readonly occurrence: CalendarDate;
  /** Of the rule that it comes from. */
  readonly days: number;
  readonly sendAt: string;
  /** The delivery that it is part of. */
  readonly digestId: string | null;
  readonly state: DeliveryState;
  readonly isLate: boolean;
  /** What the channel said last, or why it was not sent. */
  readonly note: string | null;
  readonly attempts: number;
  readonly createdAt: string;
  /** Null while it is pending. */
  readonly endedAt: string | null;
}

export type DeliveryProgress = Pick<
  ReminderDelivery,
  'state' | 'isLate' | 'note' | 'attempts' | 'endedAt'
>;

/** What is sent, was sent, and was not. Each is here before anything is sent of it. */
export interface ReminderDeliveryRepository {
  /**
   * Inserts those whose ids the household does not have. Each is new for one caller, however many
   * try it at once. Not all or nothing: after a failure some may be stored.
   * @returns the ids of those that were new
   */
  insertNew(householdId: string, deliveries: readonly ReminderDelivery[]): Promise<string[]>;
  find(householdId: string, id: string): Promise<ReminderDelivery | null>;
  /** The ids of what was to be sent to the member on the channel at `since` or later. */
  listIds(owner: ReminderOwner, channelId: string, since: string): Promise<string[]>;
  /** Of everybody in the household, ascending by `sendAt`, then `id`. */
  listPending(householdId: string): Promise<ReminderDelivery[]>;
  /** Descending by `createdAt`, then `id`, from the one after `after` on. */
  listNewest(
    owner: ReminderOwner,
    page: { limit: number; after?: { createdAt: string; id: string } | undefined },
  ): Promise<ReminderDelivery[]>;
  /** Those of the member that failed, of what was made at `since` or later; in the same order. */
  listFailed(owner: ReminderOwner, since: string): Promise<ReminderDelivery[]>;
  /** @returns false, and changes nothing, if it is not pending (any more). */
  progress(householdId: string, id: string, progress: DeliveryProgress): Promise<boolean>;
  /** Removes what was made before an instant, in every household. */
  purge(createdBefore: string): Promise<number>;
}

import type { ReminderDetails } from '#shared/reminders/reminder-details.ts';
import type { ReminderLocale } from '#shared/reminders/reminder-settings.ts';

/** What reminders need of the ways to people. */
export interface ReminderChannels {
  /** Those of the member that are in use, in a lasting order. */
  of(householdId: string, userId: string): Promise<ReminderChannel[]>;
  /** Rejects, like any call, where it cannot be known what became of it. */
  send(
    to: { householdId: string; userId: string; channelId: string },
    notice: ReminderNotice,
  ): Promise<ReminderOutcome>;
}

export interface ReminderChannel {
  readonly id: string;
  readonly kind: string;
  /** The instant since which it is there. */
  readonly since: string;
}

export interface ReminderNotice {
  /** The same at every try, so that a service which knows doubles shows it once. */
  readonly id: string;
  readonly kind: string;
  readonly locale: ReminderLocale;
  readonly title: string;
  readonly body: string;
  /** The same in parts. */
  readonly details: ReminderDetails;
  readonly url: string;
  /** What can be done about it without signing in. */
  readonly actions: readonly ReminderAction[];
}

export interface ReminderAction {
  readonly label: string;
  readonly url: string;
}

export type ReminderOutcome =
  | { readonly kind: 'delivered' }
  /** `after`: seconds that the service asks to wait; null: it does not say. */
  | { readonly kind: 'retry'; readonly after: number | null; readonly words: string }
  /** For good. */
  | { readonly kind: 'refused'; readonly words: string };

import type { ReminderDetails } from '#shared/reminders/reminder-details.ts';
import type { ReminderLocale } from '#shared/reminders/reminder-settings.ts';
import type { ChannelKind, ChannelSettings } from '#shared/schemas/channel-schemas.ts';

/** What somebody is told, in their language. */
export interface ChannelMessage {
  /** The same at every try, so that a service which knows doubles shows it once. */
  readonly id: string;
  /** What it is about, for programs: `charge`, `cancel-by` and so on. */
  readonly kind: string;
  /** What it is written in. */
  readonly locale: ReminderLocale;
  readonly title: string;
  /** Plain text. What does not fit into a channel is cut off at its end. */
  readonly body: string;
  /** The same in parts, for channels with room to arrange them. */
  readonly details?: ReminderDetails | undefined;
  /** Where more of it is to be seen. */
  readonly url?: string | undefined;
  /** What can be done about it, the likeliest first: buttons where a service has them. */
  readonly actions?: readonly ChannelAction[] | undefined;
  readonly priority?: ChannelPriority | undefined;
}

/** A page that somebody opens to do it: nothing happens by asking for its address. */
export interface ChannelAction {
  /** In their language, no longer than a button. */
  readonly label: string;
  readonly url: string;
}

export type ChannelPriority = 'low' | 'normal' | 'high';

/** For the egress client, together with `CHANNEL_LIMITS`. */
export interface ChannelRequest {
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/**
 * Of an answer the status counts, and of its body the words at its beginning. A redirect is not
 * followed, because the body may hold a password.
 */
export const CHANNEL_LIMITS = { redirects: 0, body: 16_384, needs: 'beginning' } as const;

export interface ChannelAnswer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

export type ChannelOutcome =
  | { readonly kind: 'delivered' }
  /** `after`: seconds that the service asks to wait; null: it does not say. */
  | { readonly kind: 'retry'; readonly after: number | null; readonly words: string }
  /**
   * For good, in the service's own words. `isGone`: whatever is sent, nobody is there any more.
   */
  | { readonly kind: 'refused'; readonly isGone: boolean; readonly words: string };

/** How one service wants to be told. Pure: instants are milliseconds since 1970. */
export interface Channel<Kind extends ChannelKind = ChannelKind> {
  readonly kind: Kind;
  toRequest(message: ChannelMessage, settings: ChannelSettings<Kind>, now: number): ChannelRequest;
  readAnswer(answer: ChannelAnswer, now: number): ChannelOutcome;
}

/** What a service for people on call is told of one incident. */
export interface PagerDutyEvent {
  readonly action: 'trigger' | 'acknowledge' | 'resolve';
  /** The same for all that is said of one incident. */
  readonly dedupKey: string;
  readonly summary: string;
  /** Where it was seen. */
  readonly source: string;
  readonly severity: 'critical' | 'warning';
  readonly at: string;
  readonly component: string;
  readonly details: Readonly<Record<string, string>>;
  readonly url: string;
}

/** Every channel there is, by its kind. */
export type Channels = { readonly [Kind in ChannelKind]: Channel<Kind> };

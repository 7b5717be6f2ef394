import type { DetailDay, DetailRow } from '#shared/reminders/reminder-details.ts';
import type { ReminderLocale } from '#shared/reminders/reminder-settings.ts';

/** The languages of mails. */
export type MailLocale = ReminderLocale;

export interface MailLink {
  readonly label: string;
  readonly url: string;
}

export type MailPart =
  | { readonly kind: 'text' | 'note'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly DetailRow[] }
  | { readonly kind: 'day'; readonly day: DetailDay };

/** What a mail says, before it is a page or a text. */
export interface MailContent {
  readonly locale: MailLocale;
  readonly subject: string;
  readonly heading: string;
  readonly parts: readonly MailPart[];
  /** What to do next. */
  readonly button: MailLink | null;
  readonly actions: readonly MailLink[];
  /** After the button. */
  readonly remarks: readonly string[];
  /** Why the reader gets it. */
  readonly reason: string;
  /** Where the reader says that they want no more of it. */
  readonly settings: MailLink | null;
}

/** One kind of mail, which the operator can look at with its samples. */
export interface MailTemplate<Input> {
  readonly name: string;
  write(input: Input): MailContent;
  /** By name, in the language of their reader. */
  samples(locale: MailLocale, publicUrl: string): Readonly<Record<string, Input>>;
}

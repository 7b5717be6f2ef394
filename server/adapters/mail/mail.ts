import { AppError } from '#shared/app-error.ts';

/** A message to one person. `text` is complete by itself. */
export interface MailMessage {
  /** One address, without a name. */
  to: string;
  /** One line: what would break it out of its header is taken for a space. */
  subject: string;
  text: string;
  /** The same as a page, for programs that show one. */
  html?: string;
  /** Where the reader says that they want no more of this: an address of a page. */
  unsubscribe?: string;
}

/** The server will not take this message for this address, whenever it is asked. */
export class MailRefused extends AppError {
  /** What the server said. */
  readonly words: string;

  constructor(words: string, cause: unknown) {
    super('unavailable', { detail: 'The mail could not be sent', cause });
    this.name = 'MailRefused';
    this.words = words;
  }
}

export interface Mail {
  /**
   * Resolves when the message has been handed over; rejects with `AppError('unavailable')`, which is
   * a `MailRefused` where trying again changes nothing.
   */
  send(message: MailMessage): Promise<void>;
  /** Calling it again is harmless. */
  close(): Promise<void>;
}

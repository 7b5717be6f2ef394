/** A message to one person. `text` is complete by itself. */
export interface MailMessage {
  /** One address, without a name. */
  to: string;
  /** One line: what would break it out of its header is taken for a space. */
  subject: string;
  text: string;
}

export interface Mail {
  /** Resolves when the message has been handed over; rejects with `AppError('unavailable')`. */
  send(message: MailMessage): Promise<void>;
  /** Calling it again is harmless. */
  close(): Promise<void>;
}

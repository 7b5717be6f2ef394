/** A message to one person. `text` is complete by itself. */
export interface MailMessage {
  to: string;
  subject: string;
  text: string;
}

export interface Mail {
  /** Resolves when the message has been handed over; rejects with `AppError('unavailable')`. */
  send(message: MailMessage): Promise<void>;
  close(): Promise<void>;
}

import type { Mail, MailMessage } from '#server/adapters/mail/mail.ts';

export interface MemoryMail extends Mail {
  /** What was sent, oldest first. */
  readonly outbox: MailMessage[];
}

export function createMemoryMail(): MemoryMail {
  const outbox: MailMessage[] = [];
  return {
    outbox,
    async send(message) {
      outbox.push(message);
    },
    async close() {},
  };
}

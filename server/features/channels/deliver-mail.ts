import { type Mail, type MailMessage, MailRefused } from '#server/adapters/mail/mail.ts';
import { AppError } from '#shared/app-error.ts';
import type { SendOutcome } from './deliver-request.ts';

/** Never throws for what the mail server says. */
export async function deliverMail(mail: Mail, message: MailMessage): Promise<SendOutcome> {
  try {
    await mail.send(message);
    return { kind: 'delivered' };
  } catch (error) {
    if (error instanceof MailRefused) return { kind: 'refused', isGone: false, words: error.words };
    if (!(error instanceof AppError)) throw error;
    const { retryAfter = null, message: words } = error;
    return { kind: 'retry', after: retryAfter, words, isReached: false };
  }
}

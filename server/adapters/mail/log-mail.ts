import { LETTER } from '#server/observability/loggable-fields.ts';
import type { Mail } from './mail.ts';
import { toOneLine } from './one-line.ts';

export interface MailLog {
  info(fields: object, message: string): void;
}

/**
 * Writes mails to the log, links included: for a server without a mail server, whose operator
 * reads them there. The one place where a secret is logged on purpose.
 */
export function createLogMail(log: MailLog): Mail {
  return {
    async send(message) {
      const { to, subject } = { to: toOneLine(message.to), subject: toOneLine(message.subject) };
      log.info({ [LETTER]: { to, subject, text: message.text } }, 'mail');
    },
    async close() {},
  };
}

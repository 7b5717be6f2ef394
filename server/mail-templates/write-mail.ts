import type { MailMessage } from '#server/adapters/mail/mail.ts';
import type { MailContent } from './mail-content.ts';
import { mailHtml } from './mail-html.ts';
import { mailText } from './mail-text.ts';

/** A mail to one address, as page and as text. */
export function writeMail(to: string, content: MailContent): MailMessage {
  const { subject, settings } = content;
  return {
    to,
    subject,
    text: mailText(content),
    html: mailHtml(content),
    ...(settings && { unsubscribe: settings.url }),
  };
}

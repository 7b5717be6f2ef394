import { type Mail, type MailMessage, MailRefused } from '#server/adapters/mail/mail.ts';
import type { ChannelMessage } from '#server/adapters/notifications/notifications.ts';
import { AppError } from '#shared/app-error.ts';
import { escapeHtml } from '#shared/text/escape-html.ts';
import type { SendOutcome } from './deliver-request.ts';

/** A message to the member's own address. Never throws for what the mail server says. */
export async function deliverMail(
  mail: Mail,
  to: string,
  message: ChannelMessage,
): Promise<SendOutcome> {
  try {
    await mail.send(noticeMail(to, message));
    return { kind: 'delivered' };
  } catch (error) {
    if (error instanceof MailRefused) return { kind: 'refused', isGone: false, words: error.words };
    if (!(error instanceof AppError)) throw error;
    const { retryAfter = null, message: words } = error;
    return { kind: 'retry', after: retryAfter, words, isReached: false };
  }
}

/** Programs for mail know tables and styles at each element, and little else. */
export function noticeMail(to: string, { title, body, url }: ChannelMessage): MailMessage {
  const lines = escapeHtml(body).replaceAll('\n', '<br>');
  const link = url
    ? `<tr><td style="padding:8px 32px 0"><a href="${escapeHtml(url)}" style="display:inline-block;padding:12px 20px;border-radius:10px;background:#0f5c63;color:#ffffff;font-weight:600;text-decoration:none">Open Duetide</a></td></tr>`
    : '';
  return {
    to,
    subject: title,
    text: [body, url].filter(Boolean).join('\n\n'),
    html: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:24px 12px;background:#f3f6f6;font:16px/1.5 -apple-system,'Segoe UI',Roboto,sans-serif;color:#17282b">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;margin:0 auto;background:#ffffff;border-radius:16px">
<tr><td style="padding:28px 32px 0;font-size:13px;letter-spacing:.04em;color:#5b6f72">Duetide</td></tr>
<tr><td style="padding:4px 32px 0;font-size:20px;font-weight:650">${escapeHtml(title)}</td></tr>
<tr><td style="padding:12px 32px 8px">${lines}</td></tr>
${link}
<tr><td style="padding:20px 32px 28px;font-size:13px;color:#5b6f72">You get this because you added mail as a channel. Remove it under Settings, Notifications.</td></tr>
</table></body></html>`,
  };
}

import { createHmac } from 'node:crypto';
import { instantOf } from '#server/clock.ts';
import { renderTemplate } from '#shared/notifications/webhook-template.ts';
import { readStatus } from './channel-answer.ts';
import { actionLines } from './channel-text.ts';
import type { Channel } from './notifications.ts';

const CONTENT_TYPES = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain; charset=utf-8',
};

/** Whatever somebody's own program wants to hear, signed as https://www.standardwebhooks.com says. */
export const webhookChannel: Channel<'webhook'> = {
  kind: 'webhook',

  toRequest(message, { url, method, format, template, headers, signingSecret }, now) {
    const values = {
      id: message.id,
      kind: message.kind,
      title: message.title,
      body: message.body,
      url: message.url ?? '',
      actions: actionLines(message.actions),
      priority: message.priority ?? 'normal',
      sentAt: instantOf(now),
    };
    const body = template
      ? renderTemplate(template, format, values)
      : JSON.stringify({ ...values, actions: message.actions ?? [] });
    const timestamp = String(Math.floor(now / 1_000));
    const signed = `${message.id}.${timestamp}.${body}`;
    return {
      method,
      url,
      headers: {
        ...headers,
        'content-type': CONTENT_TYPES[template ? format : 'json'],
        'webhook-id': message.id,
        'webhook-timestamp': timestamp,
        ...(signingSecret && { 'webhook-signature': `v1,${sign(signingSecret, signed)}` }),
      },
      body,
    };
  },

  readAnswer(answer, now) {
    return readStatus(answer, now, { isGone: answer.status === 410 });
  },
};

/** A secret of the form that the standard proposes is bytes in Base64, any other is text. */
function sign(secret: string, text: string): string {
  const [, encoded] = /^whsec_([A-Za-z\d+/]+=*)$/.exec(secret) ?? [];
  const key = encoded ? Buffer.from(encoded, 'base64') : Buffer.from(secret);
  return createHmac('sha256', key).update(text).digest('base64');
}

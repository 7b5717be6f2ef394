import { describe, expect, it } from 'vitest';
import { type Mail, MailRefused } from '#server/adapters/mail/mail.ts';
import { AppError } from '#shared/app-error.ts';
import { exampleMessage } from '#tests/support/channel-delivery.ts';
import { createMemoryMail } from '#tests/support/memory-mail.ts';
import { deliverMail, noticeMail } from './deliver-mail.ts';

const TO = 'ada@example.com';
const failing = (error: Error): Mail => ({
  send: () => Promise.reject(error),
  close: async () => {},
});

describe('a message by mail', () => {
  it('is sent with everything in it, as text and as a page', async () => {
    const mail = createMemoryMail();
    expect(await deliverMail(mail, TO, exampleMessage)).toEqual({ kind: 'delivered' });
    const [sent] = mail.outbox;
    expect(sent).toMatchObject({ to: TO, subject: exampleMessage.title });
    expect(sent?.text).toBe(`${exampleMessage.body}\n\n${exampleMessage.url}`);
    expect(sent?.html).toContain('href="https://duetide.example/subscriptions/1?a=1&amp;b=2"');
    expect(sent?.html).toContain('Abbuchung von „Visa“.<br>Kündbar bis 7. März.');
  });

  it('lets nothing that somebody named become part of the page', () => {
    const attack = '"><script>alert(1)</script>&';
    const { html = '' } = noticeMail(TO, {
      ...exampleMessage,
      title: attack,
      body: attack,
      url: `https://duetide.example/${attack}`,
    });
    expect(html).not.toContain('<script');
    expect(html.match(/&lt;script&gt;/g)).toHaveLength(4);
    expect(html).not.toContain('""');
  });

  it('has no link where there is none', () => {
    const { html, text } = noticeMail(TO, { ...exampleMessage, url: undefined });
    expect(html).not.toContain('href');
    expect(text).toBe(exampleMessage.body);
  });

  it('tells a refusal for good from a server that is away', async () => {
    const refused = failing(new MailRefused('550 no such user', null));
    expect(await deliverMail(refused, TO, exampleMessage)).toEqual({
      kind: 'refused',
      isGone: false,
      words: '550 no such user',
    });
    const away = failing(new AppError('unavailable', { detail: 'away', retryAfter: 9 }));
    expect(await deliverMail(away, TO, exampleMessage)).toEqual({
      kind: 'retry',
      after: 9,
      words: 'away',
      isReached: false,
    });
    await expect(deliverMail(failing(new TypeError('bug')), TO, exampleMessage)).rejects.toThrow();
  });
});

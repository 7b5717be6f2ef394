import { describe, expect, it } from 'vitest';
import { type Mail, MailRefused } from '#server/adapters/mail/mail.ts';
import { AppError } from '#shared/app-error.ts';
import { createMemoryMail } from '#tests/support/memory-mail.ts';
import { deliverMail } from './deliver-mail.ts';

const MAIL = { to: 'ada@example.com', subject: 'Netflix', text: 'Netflix charges' };
const failing = (error: Error): Mail => ({
  send: () => Promise.reject(error),
  close: async () => {},
});

describe('a message by mail', () => {
  it('is handed over', async () => {
    const mail = createMemoryMail();
    expect(await deliverMail(mail, MAIL)).toEqual({ kind: 'delivered' });
    expect(mail.outbox).toEqual([MAIL]);
  });

  it('tells a refusal for good from a server that is away', async () => {
    const refused = failing(new MailRefused('550 no such user', null));
    expect(await deliverMail(refused, MAIL)).toEqual({
      kind: 'refused',
      isGone: false,
      words: '550 no such user',
    });
    const away = failing(new AppError('unavailable', { detail: 'away', retryAfter: 9 }));
    expect(await deliverMail(away, MAIL)).toEqual({
      kind: 'retry',
      after: 9,
      words: 'away',
      isReached: false,
    });
    await expect(deliverMail(failing(new TypeError('bug')), MAIL)).rejects.toThrow();
  });
});

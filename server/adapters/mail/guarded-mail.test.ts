import { afterEach, describe, expect, it } from 'vitest';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import { createRetry, createRetryBudget } from '#server/observability/retry.ts';
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts';
import { guardMail, isMailFault } from './guarded-mail.ts';
import type { Mail } from './mail.ts';
import { createSmtpMail } from './smtp-mail.ts';

const message = { to: 'ada@example.com', subject: 'Hello', text: 'text' };

function guard(mail: Mail) {
  const breaker = createCircuitBreaker({ name: 'mail', isFailure: isMailFault, callLimit: 200 });
  const retry = createRetry({
    budget: createRetryBudget(),
    random: Math.random,
    wait: async () => {},
    isWorthwhile: isMailFault,
  });
  return { breaker, mail: guardMail(mail, { breaker, retry }) };
}

describe('mail behind a circuit', () => {
  let server: MailServer | undefined;
  afterEach(() => server?.stop());

  function connect(url: string) {
    return guard(createSmtpMail({ url, from: 'Duetide <mail@duetide.example>' }));
  }

  it('arrives although the server was busy at first', async () => {
    let tries = 0;
    server = await startMailServer({
      onMailFrom(_address, _session, done) {
        tries += 1;
        done(tries < 3 ? Object.assign(new Error('busy'), { responseCode: 450 }) : undefined);
      },
    });
    const { mail } = connect(server.url);
    await mail.send(message);
    expect(server.received).toHaveLength(1);
    await mail.close();
  });

  it('is not tried again, and blames no server, where the recipient is refused', async () => {
    let tries = 0;
    server = await startMailServer({
      onRcptTo(_address, _session, done) {
        tries += 1;
        done(Object.assign(new Error('no such user'), { responseCode: 550 }));
      },
    });
    const { mail, breaker } = connect(server.url);
    for (let count = 0; count < 6; count += 1) {
      await expect(mail.send(message)).rejects.toMatchObject({ code: 'unavailable' });
    }
    expect(tries).toBe(6);
    expect(breaker.state.kind).toBe('closed');
  });

  it('asks no server that is away, and says when to try again', async () => {
    const stopped = await startMailServer();
    await stopped.stop();
    const { mail, breaker } = connect(stopped.url);
    for (let count = 0; count < 2; count += 1) {
      await expect(mail.send(message)).rejects.toMatchObject({ code: 'unavailable' });
    }
    expect(breaker.state.kind).toBe('open');
    await expect(mail.send(message)).rejects.toMatchObject({ code: 'unavailable', retryAfter: 1 });
  });

  it('gives up on a server that takes too long', async () => {
    const { mail } = guard({ send: () => new Promise(() => {}), close: async () => {} });
    await expect(mail.send(message)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

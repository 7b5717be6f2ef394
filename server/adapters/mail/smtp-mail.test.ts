import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { type MailServer, type ReceivedMail, startMailServer } from '#tests/support/mail-server.ts';
import { describeMailContract } from './mail.contract.ts';
import { type MailMessage, MailRefused } from './mail.ts';
import { createSmtpMail } from './smtp-mail.ts';

const FROM = 'Duetide <mail@duetide.example>';

describeMailContract('smtp-mail', async () => {
  const server = await startMailServer();
  return {
    mail: createSmtpMail({ url: server.url, from: FROM }),
    arrived: () => server.received.map(read),
    stop: server.stop,
  };
});

describe('smtp-mail', () => {
  let server: MailServer | undefined;
  afterEach(() => server?.stop());

  const message = { to: 'ada@example.com', subject: 'Hello', text: 'text' };

  it('says who sends it, to one recipient, and that a program wrote it', async () => {
    server = await startMailServer();
    await createSmtpMail({ url: server.url, from: FROM }).send(message);
    expect(server.received[0]).toMatchObject({
      from: 'mail@duetide.example',
      recipients: ['ada@example.com'],
    });
    expect(server.received[0]?.source).toMatch(/^From: Duetide <mail@duetide\.example>\r$/m);
    expect(server.received[0]?.source).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  });

  it.each(['eve@example.com, mallory@example.com', 'ada@example.com\r\nBcc: eve@example.com'])(
    'never sends to more than one address: %j',
    async (to) => {
      server = await startMailServer();
      await createSmtpMail({ url: server.url, from: FROM })
        .send({ ...message, to })
        .catch(() => {});
      const [received] = server.received;
      expect(received?.recipients.length ?? 0).toBeLessThanOrEqual(1);
      expect(received?.source ?? '').not.toMatch(/^Bcc:/m);
    },
  );

  it('signs in with the name and password of the address', async () => {
    const tried: unknown[] = [];
    server = await startMailServer({
      authOptional: false,
      onAuth({ username, password }, _session, done) {
        tried.push([username, password]);
        done(null, { user: username });
      },
    });
    const url = server.url.replace('://', '://ada:p%40ss@');
    await createSmtpMail({ url, from: FROM }).send(message);
    expect(tried).toEqual([['ada', 'p@ss']]);
    expect(server.received).toHaveLength(1);
  });

  it('is unavailable where the server refuses', async () => {
    server = await startMailServer({
      onRcptTo: (_address, _session, done) => done(new Error('550 no such user')),
    });
    const sending = createSmtpMail({ url: server.url, from: FROM }).send(message);
    await expect(sending).rejects.toMatchObject({ code: 'unavailable' });
    await expect(sending).rejects.toBeInstanceOf(AppError);
  });

  it.each([
    ['an address', { onRcptTo: refuse(550, 'no such user') }, 'no such user'],
    ['a message', { onData: refuseData(554, 'spam') }, 'spam'],
  ])(
    'tells that %s was refused for good, in the words of the server',
    async (_, options, words) => {
      server = await startMailServer(options);
      const sending = createSmtpMail({ url: server.url, from: FROM }).send(message);
      await expect(sending).rejects.toBeInstanceOf(MailRefused);
      await expect(sending).rejects.toMatchObject({ words: expect.stringContaining(words) });
    },
  );

  it.each([
    ['only for now', { onRcptTo: refuse(450, 'later') }],
    ['because of the sender', { onMailFrom: refuse(550, 'not you') }],
  ])('does not take it for good where the server refuses %s', async (_, options) => {
    server = await startMailServer(options);
    const sending = createSmtpMail({ url: server.url, from: FROM }).send(message);
    await expect(sending).rejects.toMatchObject({ code: 'unavailable' });
    await expect(sending).rejects.not.toBeInstanceOf(MailRefused);
  });

  it('sends a page beside the text, for programs that show one', async () => {
    server = await startMailServer();
    await createSmtpMail({ url: server.url, from: FROM }).send({ ...message, html: '<b>Hi</b>' });
    const [{ source = '' } = {}] = server.received;
    expect(source).toContain('multipart/alternative');
    expect(source).toContain('text/plain');
    expect(source).toContain('<b>Hi</b>');
  });

  it('is unavailable where nobody listens', async () => {
    const stopped = await startMailServer();
    await stopped.stop();
    const mail = createSmtpMail({ url: stopped.url, from: FROM });
    await expect(mail.send(message)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('gives up on a server that never greets', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const mail = createSmtpMail({ url: `smtp://127.0.0.1:${port}`, from: FROM, timeout: 50 });
    await expect(mail.send(message)).rejects.toMatchObject({ code: 'unavailable' });
    mute.close();
  });
});

function refuse(responseCode: number, words: string) {
  return (_address: unknown, _session: unknown, done: (error: Error) => void) =>
    done(Object.assign(new Error(words), { responseCode }));
}

function refuseData(responseCode: number, words: string) {
  return (stream: NodeJS.ReadableStream, session: unknown, done: (error: Error) => void) => {
    stream.on('end', () => refuse(responseCode, words)(null, session, done)).resume();
  };
}

/** Takes apart what nodemailer put together: one part of plain text. */
function read({ source }: ReceivedMail): MailMessage {
  const end = source.indexOf('\r\n\r\n');
  const headers = source.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1] ?? '';
  const body = source.slice(end + 4);
  const bytes =
    header('Content-Transfer-Encoding').trim() === 'base64'
      ? Buffer.from(body, 'base64')
      : Buffer.from(unquote(body), 'latin1');
  return {
    to: header('To').trim(),
    subject: decodeWords(header('Subject').trim()),
    text: bytes.toString('utf8').replaceAll('\r\n', '\n').replace(/\n$/, ''),
  };
}

function unquote(text: string): string {
  return text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([\dA-F]{2})/g, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** RFC 2047. */
function decodeWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?(B|Q)\?([^?]*)\?=/gi, (_all, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : Buffer.from(unquote(word.replaceAll('_', ' ')), 'latin1').toString('utf8'),
    );
}

import { promisify } from 'node:util';
import { type Finding, findingsAbout } from '#server/checks/finding.ts';
import type { Probe } from '#server/checks/probe.ts';
import { judgeFault, judgeSecrecy, judgeSender } from './judge-mail.ts';
import type { SmtpMailOptions } from './smtp-mail.ts';

const { ok, warning } = findingsAbout('mail');
const TIMEOUT = 5_000;

/** Whether the mail server would take a mail: greets it and signs in, and sends none. */
export function createSmtpProbe({ url, from, timeout = TIMEOUT }: SmtpMailOptions): Probe {
  return {
    area: 'mail',
    name: 'SMTP',
    cure: 'Look whether the mail server answers, and whether this machine may reach it.',
    async run(signal) {
      return [...(await lookAtServer(url, timeout, signal)), judgeSender(from)];
    },
  };
}

/** Not by `verify()`, which does not tell whether the connection became a secret one. */
async function lookAtServer(url: string, timeout: number, signal: AbortSignal): Promise<Finding[]> {
  const [{ default: SmtpConnection }, { parseConnectionUrl }] = await Promise.all([
    import('nodemailer/lib/smtp-connection'),
    import('nodemailer/lib/shared'),
  ]);
  const { auth, ...address } = parseConnectionUrl(url);
  const connection = new SmtpConnection({
    ...address,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
  });
  signal.addEventListener('abort', () => connection.close());
  const failed = Promise.withResolvers<never>();
  connection.once('error', failed.reject);
  try {
    await Promise.race([promisify(connection.connect.bind(connection))(), failed.promise]);
    const host = address.host ?? '';
    const secrecy = judgeSecrecy(host, {
      isSecure: connection.secure,
      isAnyCertificateTaken: String(address.tls?.rejectUnauthorized) === 'false',
    });
    if (!auth) return [ok('SMTP', `${host} answers, and asks for no password`), secrecy];
    if (!connection.allowsAuth) {
      const message = `${host} answers, and does not let anybody sign in on this connection`;
      const cure = 'Write smtps:// or another port in SMTP_URL, or take user and password out.';
      return [warning('SMTP', message, cure), secrecy];
    }
    const signIn = promisify(connection.login.bind(connection));
    await Promise.race([signIn({ ...auth, credentials: auth }), failed.promise]);
    return [ok('SMTP', `${host} answers, and takes user and password`), secrecy];
  } catch (error) {
    return [judgeFault(error)];
  } finally {
    failed.promise.catch(() => {});
    connection.quit();
    connection.close();
  }
}

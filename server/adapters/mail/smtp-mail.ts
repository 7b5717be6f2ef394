import type { Transporter } from 'nodemailer';
import { AppError } from '#shared/app-error.ts';
import { type Mail, MailRefused } from './mail.ts';
import { toOneLine } from './one-line.ts';

export interface SmtpMailOptions {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte. */
  url: string;
  /** Sender: an address, or `Name <address>`. */
  from: string;
  /** Milliseconds for each step: connecting, the greeting, every answer. */
  timeout?: number;
}

const TIMEOUT = 10_000;

/** Hands mails to a server over SMTP. The driver is loaded with the first mail. */
export function createSmtpMail({ url, from, timeout = TIMEOUT }: SmtpMailOptions): Mail {
  let transport: Promise<Transporter> | undefined;

  async function connect(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url,
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout,
      dnsTimeout: timeout,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  return {
    async send({ to, subject, text, html, unsubscribe }) {
      transport ??= connect();
      try {
        await (await transport).sendMail({
          from,
          // As an object: a text would be read as a list of addresses.
          to: { name: '', address: toOneLine(to) },
          subject: toOneLine(subject),
          text,
          html,
          headers: {
            'Auto-Submitted': 'auto-generated',
            // RFC 2369
            ...(unsubscribe && { 'List-Unsubscribe': `<${new URL(unsubscribe).href}>` }),
          },
        });
      } catch (cause) {
        throw (
          refusalOf(cause) ??
          new AppError('unavailable', { detail: 'The mail could not be sent', cause })
        );
      }
    },
    async close() {
      (await transport)?.close();
    },
  };
}

/** Of the address or the message, for good; that the server refuses the sender is the operator's to cure. */
function refusalOf(error: unknown): MailRefused | null {
  const { responseCode, response, command } = error as Partial<Record<string, unknown>>;
  const isForGood = typeof responseCode === 'number' && responseCode >= 500;
  const isOfMessage = command === 'RCPT TO' || command === 'DATA';
  if (!isForGood || !isOfMessage) return null;
  return new MailRefused(toOneLine(String(response ?? responseCode)), error);
}

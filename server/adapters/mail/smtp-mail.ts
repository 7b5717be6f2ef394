import type { Transporter } from 'nodemailer';
import { AppError } from '#shared/app-error.ts';
import type { Mail } from './mail.ts';
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
    async send({ to, subject, text }) {
      transport ??= connect();
      try {
        await (await transport).sendMail({
          from,
          // As an object: a text would be read as a list of addresses.
          to: { name: '', address: toOneLine(to) },
          subject: toOneLine(subject),
          text,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (cause) {
        throw new AppError('unavailable', { detail: 'The mail could not be sent', cause });
      }
    },
    async close() {
      (await transport)?.close();
    },
  };
}

import { type Finding, findingsAbout } from '#server/checks/finding.ts';
import { reachOf } from '#server/checks/host-reach.ts';

const { ok, note, warning, failure } = findingsAbout('mail');

/** Without a mail server: people with an address on the internet will wait for mails. */
export function judgeLogMail(publicUrl: string | null): Finding {
  const cure = 'Set SMTP_URL and MAIL_FROM as the mail provider says.';
  const message = 'mails are written to the log: nobody can reset a password by themselves';
  const isPublic = publicUrl !== null && reachOf(new URL(publicUrl).hostname) === 'internet';
  return isPublic ? warning('SMTP', message, cure) : note('SMTP', message, cure);
}

/** Names that RFC 2606 and 6761 keep for examples and tests, and those of one part. */
const NO_DOMAIN = /(^|\.)(example(\.(com|net|org))?|invalid|test|localhost|local)$/;

/** Whether answers and bounces could ever come back, and the mail be taken for an honest one. */
export function judgeSender(from: string): Finding {
  const [, domain = ''] = /@([^@>\s]+)>?\s*$/.exec(from) ?? [];
  if (domain.includes('.') && !NO_DOMAIN.test(domain.toLowerCase())) {
    return ok('MAIL_FROM', `sends as ${domain}`);
  }
  return warning(
    'MAIL_FROM',
    `${domain || 'nothing'} is no domain that gets mail: many servers will refuse what it sends`,
    'Set MAIL_FROM to an address of your own domain, for which SPF and DKIM are set up.',
  );
}

/** Whether passwords and links to reset them travel in the clear. */
export function judgeSecrecy(
  host: string,
  { isSecure, isAnyCertificateTaken }: { isSecure: boolean; isAnyCertificateTaken: boolean },
): Finding {
  if (isSecure && isAnyCertificateTaken) {
    return warning(
      'TLS',
      'any certificate is accepted: whoever stands in between can read along',
      'Take tls.rejectUnauthorized out of SMTP_URL.',
    );
  }
  if (isSecure) return ok('TLS', 'is on, and the certificate is checked');
  const cure = 'Write smtps:// in SMTP_URL, or ask the mail provider for a port with STARTTLS.';
  const message = 'is off: passwords and links to reset them travel in the clear';
  switch (reachOf(host)) {
    case 'this machine':
      return ok('TLS', 'is not needed: the server is on this machine');
    case 'private network':
      return warning('TLS', message, cure);
    case 'internet':
      return failure('TLS', message, cure);
  }
}

const FAULTS: readonly [RegExp, string][] = [
  [
    /EAUTH/,
    'Correct user and password in SMTP_URL; characters such as @ have to be written as %40.',
  ],
  [
    /cert|self-signed|altname|UNABLE_TO_VERIFY/i,
    'Write the name in SMTP_URL that stands in the certificate, or renew it.',
  ],
  [
    /wrong version number|ETLS|ssl|tls/i,
    'Write smtp:// for port 587 and 25, and smtps:// for port 465, in SMTP_URL.',
  ],
  [/EDNS|ENOTFOUND|EAI_AGAIN/, 'Correct the host in SMTP_URL, or the DNS of this machine.'],
  [/ECONNREFUSED/, 'Start the mail server, or correct host and port in SMTP_URL.'],
  [
    /ETIMEDOUT|timeout|EHOSTUNREACH|ENETUNREACH/i,
    'Let this machine out to the mail server: many hosters close port 25, so take 587 or 465.',
  ],
];

/** Why no mail would go out. */
export function judgeFault(error: unknown): Finding {
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  const [line = ''] = message.split('\n');
  const [, cure] = FAULTS.find(([pattern]) => pattern.test(`${code} ${line}`)) ?? [];
  return failure(
    'SMTP',
    `the server takes no mail: ${line}`,
    cure ?? 'Correct SMTP_URL, and look into the log of the mail server.',
  );
}

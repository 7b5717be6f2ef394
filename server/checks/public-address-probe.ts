import type { Clock } from '#server/clock.ts';
import { askServer, type ServerAnswer } from './ask-server.ts';
import { judgeClock } from './clock-skew.ts';
import { type Finding, findingsAbout } from './finding.ts';
import { reachOf } from './host-reach.ts';
import type { Probe } from './probe.ts';

const { ok, note, warning, failure } = findingsAbout('public address');
const DAY = 86_400_000;
/** By then whoever renews certificates by itself has done so twice. */
const CERTIFICATE_DAYS = 14;
/** A `Date` header has no fractions. */
const DATE_PRECISION = 1_000;

export interface PublicAddress {
  /** PUBLIC_URL, or where the server listens. */
  readonly url: string;
  readonly isConfigured: boolean;
  /** Whether a server is meant to be up; before, what is there is another deployment's matter. */
  readonly isServing: boolean;
  /** Of this program. */
  readonly version: string;
  readonly clock: Clock;
}

type Say = (name: string, message: string, cure: string) => Finding;

/** Whether people reach Duetide at the address that they are told, and reach it safely. */
export function createPublicAddressProbe(address: PublicAddress): Probe {
  const { url, isConfigured, isServing, version, clock } = address;
  const name = isConfigured ? 'PUBLIC_URL' : 'HOST and PORT';
  const before = isConfigured ? warning : note;
  const complain: Say = isServing ? failure : before;
  const ask = (path: string, signal: AbortSignal) =>
    askServer(new URL(path, url), { signal, now: clock.now });

  return {
    area: 'public address',
    name,
    cure: `Look whether a server runs, and whether its proxy forwards to it: curl -i ${url}/api/health/live`,
    async run(signal) {
      const secrecy = judgeSecrecy(url, name);
      let answer: ServerAnswer;
      try {
        answer = await ask('/api/health/ready', signal);
      } catch (error) {
        return [...secrecy, judgeSilence(error, { url, name, complain })];
      }
      const { date } = answer;
      return [
        ...secrecy,
        ...judgeCertificate(answer, clock.now()),
        ...(await judgeAnswer(answer)),
        ...(date === null
          ? []
          : [
              judgeClock({
                ...answer,
                whose: 'the public address',
                said: date,
                precision: DATE_PRECISION,
              }),
            ]),
      ];

      async function judgeAnswer({ status, location }: ServerAnswer): Promise<Finding[]> {
        if (location !== null) {
          const cure = `Set PUBLIC_URL to the address at which it ends: curl -sIL ${url}`;
          return [complain(name, `${url} sends people on to ${originOf(location, url)}`, cure)];
        }
        const found = await describeProgram(() => ask('/api/openapi.json', signal));
        if (found === null) {
          const cure = 'Let the proxy forward all paths to Duetide, or correct PUBLIC_URL.';
          return [complain(name, `what answers at ${url} is not Duetide (HTTP ${status})`, cure)];
        }
        if (status !== 200) {
          const cure = `Read the server's log, and the findings about the database: curl -s ${url}/api/health/ready`;
          return [complain(name, `Duetide answers at ${url}, and is not ready (${status})`, cure)];
        }
        if (found.version === version) {
          return [ok(name, `Duetide ${version} answers at ${url}, and is ready`)];
        }
        const message = `at ${url} answers Duetide ${found.version}, and this is ${version}`;
        return [
          isServing
            ? warning(name, message, 'Restart the instances that still run the other version.')
            : note(name, message),
        ];
      }
    },
  };
}

function judgeSecrecy(url: string, name: string): Finding[] {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:') return [ok('TLS', 'the address is https')];
  const cure =
    'Put a proxy with TLS in front, such as Caddy, and set PUBLIC_URL to its https:// address.';
  switch (reachOf(hostname)) {
    case 'this machine':
      return [ok('TLS', 'is not needed: the address is one of this machine')];
    case 'private network':
      return [warning('TLS', `${name} is http: whoever is in that network can read along`, cure)];
    case 'internet':
      return [failure('TLS', `${name} is http: passwords cross the internet in the clear`, cure)];
  }
}

/** OpenSSL's and Node's names for a certificate that is not accepted. */
const CERTIFICATE_FAULT = /CERT|SIGNATURE|ISSUER|ERR_TLS/;

function judgeSilence(
  error: unknown,
  { url, name, complain }: { url: string; name: string; complain: Say },
): Finding {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (CERTIFICATE_FAULT.test(code)) {
    return complain(
      'certificate',
      `the certificate of ${url} is not accepted (${code})`,
      'Renew the certificate for that name, with its whole chain, and reload the proxy.',
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return complain(
      name,
      `the name in ${url} leads nowhere (${code})`,
      'Add the name to the DNS, or correct PUBLIC_URL.',
    );
  }
  return complain(
    name,
    `nothing answers at ${url} (${code})`,
    'Start the server (npm start), or look why its proxy does not reach it.',
  );
}

function judgeCertificate({ certificateEnds }: ServerAnswer, now: number): Finding[] {
  if (certificateEnds === null) return [];
  const days = Math.floor((certificateEnds - now) / DAY);
  const message = `the certificate ends in ${days} days`;
  const cure = 'Renew the certificate now, and look why it was not renewed by itself.';
  return [
    days < CERTIFICATE_DAYS ? warning('certificate', message, cure) : ok('certificate', message),
  ];
}

async function describeProgram(
  ask: () => Promise<ServerAnswer>,
): Promise<{ version: string } | null> {
  try {
    const { info } = JSON.parse((await ask()).body) as {
      info?: { title?: unknown; version?: unknown };
    };
    return info?.title === 'Duetide' ? { version: String(info.version) } : null;
  } catch {
    return null;
  }
}

function originOf(location: string, base: string): string {
  return URL.canParse(location, base) ? new URL(location, base).origin : 'nowhere';
}

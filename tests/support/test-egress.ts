import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressKind } from '#server/adapters/egress/address-kind.ts';
import { EgressFailed } from '#server/adapters/egress/egress.ts';
import { sendHop } from '#server/adapters/egress/send-hop.ts';
import type { EgressDeps } from '#server/adapters/egress/undici-egress.ts';

const CERTIFICATES = join(import.meta.dirname, 'fixtures/certificates');
const readPem = (name: string) => readFileSync(join(CERTIFICATES, name), 'utf8');

/** For hook.example and 127.0.0.1, by an authority that only these tests trust. */
export const TEST_TLS = { cert: readPem('hook.pem'), key: readPem('hook.key') };
export const ENDED_TLS = { cert: readPem('ended.pem'), key: readPem('hook.key') };
export const TEST_AUTHORITY = readPem('authority.pem');

/** Sends for real, but never off this machine; `sent` holds every address that would have been used. */
export function keepOnLoopback(): { sent: string[]; send: typeof sendHop } {
  const sent: string[] = [];
  return {
    sent,
    async send(hop, checked, options) {
      sent.push(...checked.addresses);
      if (checked.addresses.some((address) => addressKind(address) !== 'loopback')) {
        throw new EgressFailed('connection');
      }
      return sendHop(hop, checked, options);
    },
  };
}

/** Answers from a table; `null`: there is no such name. */
export function namesFrom(table: Readonly<Record<string, readonly string[] | null>>) {
  return async (name: string): Promise<readonly string[]> => {
    const addresses = table[name];
    if (!addresses) throw new EgressFailed('name-not-found');
    return addresses;
  };
}

/** 127.0.0.1 on one port, in place of the public internet. */
export function openPort(port: number): EgressDeps['allow'] {
  return [{ kind: 'network', address: '127.0.0.1', prefix: 32, port }];
}

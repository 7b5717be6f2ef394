import { join } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const RULES = new Set([
  '@typescript-eslint/no-restricted-imports',
  'no-restricted-globals',
  'no-restricted-syntax',
]);

/** A file of a feature; its text is not used, but rules that know types want it to be there. */
const FEATURE = 'server/features/rates/rate-routes.ts';
const EXCEPTIONS = [
  'server/adapters/egress/send-hop.ts',
  'server/checks/ask-server.ts',
  'server/shutdown.test.ts',
];

describe('the lint rule that knows one way out', { timeout: 120_000 }, () => {
  let eslint: ESLint;
  beforeAll(() => {
    eslint = new ESLint({ cwd: ROOT });
  });

  async function faults(text: string, file = FEATURE): Promise<string[]> {
    const [result] = await eslint.lintText(text, { filePath: join(ROOT, file) });
    const { messages = [] } = result ?? {};
    expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
    return messages.flatMap(({ ruleId, message }) =>
      ruleId && RULES.has(ruleId) && message.includes('server/adapters/egress') ? [ruleId] : [],
    );
  }

  it.each([
    `await fetch('https://example.com');`,
    `await globalThis.fetch('https://example.com');`,
    `await global.fetch('https://example.com');`,
    `const ask = fetch; export { ask };`,
    `export const socket = new WebSocket('wss://example.com');`,
    `export const events = new EventSource('https://example.com');`,
    `import { request } from 'undici'; await request('https://example.com');`,
    `import { get } from 'node:http'; get('http://example.com');`,
    `import { get } from 'http'; get('http://example.com');`,
    `import https from 'node:https'; https.get('https://example.com');`,
    `import * as http2 from 'node:http2'; http2.connect('https://example.com');`,
    `import { connect } from 'node:net'; connect(80, 'example.com');`,
    `import { connect, isIP } from 'node:net'; connect(80, String(isIP('')));`,
    `import { connect } from 'node:tls'; connect(443, 'example.com');`,
    `import { createSocket } from 'node:dgram'; createSocket('udp4');`,
    `import { lookup } from 'node:dns/promises'; await lookup('example.com');`,
    `export { request } from 'undici';`,
    `const { request } = await import('undici'); await request('https://example.com');`,
    `const { get } = await import('node:https'); get('https://example.com');`,
    `const dns = await import('node:dns/promises'); await dns.lookup('example.com');`,
    `process.getBuiltinModule('node:http').get('http://example.com');`,
  ])('finds %s', async (text) => {
    expect(await faults(text)).toHaveLength(1);
  });

  it.each([
    `import { isIP } from 'node:net'; export const isAddress = isIP('::1') > 0;`,
    `import type { Server } from 'node:http'; export type Listener = Server;`,
    `import type { Egress } from '#server/adapters/egress/egress.ts'; export type Way = Egress;`,
    `export const load = () => import('mongodb');`,
    `export function fetchRates(fetch: () => void) { fetch(); }`,
  ])('lets through %s', async (text) => {
    expect(await faults(text)).toEqual([]);
  });

  it.each(EXCEPTIONS)('lets %s ask', async (file) => {
    expect(await faults(`import { get } from 'node:http'; get('http://127.0.0.1');`, file)).toEqual(
      [],
    );
    expect(await faults(`await fetch('http://127.0.0.1');`, file)).toEqual([]);
  });

  it.each([
    'shared/problems.ts',
    'cli/main.ts',
    'server/main.ts',
    'server/adapters/mail/smtp-mail.ts',
  ])('holds for %s', async (file) => {
    expect(await faults(`await fetch('http://127.0.0.1');`, file)).toHaveLength(1);
  });
});

import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALERT_RULES } from '#shared/alerts/alert-rules.ts';
import { freePort } from './support/free-port.ts';
import { prometheusRules } from './support/prometheus-files.ts';
import { startServer } from './support/server-process.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'docs/runbooks');
const SECTIONS = ['What it means', 'Confirm', 'What to do', 'Verify'];
const LEAVES_TRACES = /\b(rm|mv|dd|kill|pkill|truncate|restore)\b|[^2]>/;
const run = promisify(execFile);

const pages = readdirSync(FOLDER)
  .filter((file) => file !== 'README.md')
  .map((file) => ({ id: file.replace('.md', ''), text: readFileSync(join(FOLDER, file), 'utf8') }));
const guide = {
  id: 'the first 15 minutes',
  text: readFileSync(join(ROOT, 'docs/guides/incident-response.md'), 'utf8'),
};
const preamble = blocksOf(readFileSync(join(FOLDER, 'README.md'), 'utf8'));

function blocksOf(text: string): string[] {
  return [...text.matchAll(/^ *```sh\n(.*?)^ *```$/gms)].map(([, block = '']) => block);
}

it('has a page for every alert, and no other', () => {
  const alerts = prometheusRules().filter(({ alert }) => alert);
  const ids = alerts.map(({ labels }) => labels?.rule).filter((id) => id !== 'watchdog');
  expect(pages.map(({ id }) => id).sort()).toEqual(ids.sort());
});

describe.each(pages)('the runbook $id', ({ id, text }) => {
  it('says of which rule it is, what it means, and what to do', () => {
    const rule = ALERT_RULES.find((each) => each.id === id);
    if (rule) expect(text).toContain(`# ${rule.title}\n`);
    expect(text).toContain(`\`${id}\`. ${rule?.severity === 'warning' ? 'Warning' : 'Page'}: `);
    const parts = text.split(/^## /m).slice(1);
    expect(parts.map((part) => part.split('\n')[0])).toEqual(SECTIONS);
    for (const part of parts) expect(part.length).toBeGreaterThan(100);
    const [, confirm = '', , verify = ''] = parts;
    expect(blocksOf(confirm).length).toBeGreaterThan(0);
    expect(blocksOf(verify).length).toBeGreaterThan(0);
  });

  it('can be tried without harm', () => {
    for (const block of blocksOf(text)) {
      expect(block.replaceAll('2>/dev/null', '')).not.toMatch(LEAVES_TRACES);
    }
  });
});

describe('the commands of', () => {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-runbooks-'));
  let environment: Record<string, string> = {};
  let stop = async () => {};

  beforeAll(async () => {
    const port = String(await freePort());
    const configuration = {
      DATA_DIR: join(folder, 'data'),
      LOG_DIR: join(folder, 'log'),
      TMPDIR: join(folder, 'tmp'),
      PORT: port,
      METRICS_TOKEN: 'only-for-tests-and-only-for-tests',
      BACKUP_EVERY: '6h',
      SIGN_UP: 'open',
      RATE_PROVIDERS: 'off',
    };
    mkdirSync(configuration.TMPDIR);
    stop = await startServer(configuration);
    const address = `http://127.0.0.1:${port}`;
    const account = { email: 'operator@example.com', password: 'correct horse battery' };
    const household = { name: 'Home', baseCurrency: 'EUR', timeZone: 'UTC' };
    const answer = await fetch(`${address}/api/v1/auth/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Ada Lovelace', ...account, household }),
    });
    expect(answer.status).toBe(201);
    // As npx would, without asking a registry.
    const npx = join(folder, 'npx');
    const command = join(ROOT, 'cli/duetide.mjs');
    writeFileSync(npx, `#!/bin/sh\nshift\nexec '${process.execPath}' '${command}' "$@"\n`);
    chmodSync(npx, 0o755);
    environment = {
      ...configuration,
      PATH: `${folder}:${process.env.PATH}`,
      DUETIDE: address,
      EMAIL: account.email,
      PASSWORD: account.password,
    };
  });

  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([...pages, guide])(
    '$id run as they stand there',
    { timeout: 120_000 },
    async ({ text }) => {
      const script = ['set -euo pipefail', ...preamble, ...blocksOf(text)].join('\n');
      const { stdout } = await run('bash', ['--norc', '-c', script], {
        cwd: ROOT,
        env: environment,
      }).catch((error: Error & { stdout: string; stderr: string }) => {
        throw new Error(`${error.stdout}\n${error.stderr}`);
      });
      expect(stdout).not.toBe('');
      expect(stdout).not.toContain('undefined');
    },
  );
});

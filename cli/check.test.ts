import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CheckReport } from '#server/wiring/open-checks.ts';
import { freePort } from '#tests/support/free-port.ts';
import { runDuetide } from '#tests/support/run-duetide.ts';
import { startServer } from '#tests/support/server-process.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-check-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function checkAsJson(environment: Record<string, string>, ...more: string[]) {
  const { output, errors, code } = await runDuetide(['check', '--json', ...more], environment);
  expect(errors).toBe('');
  const report: CheckReport = JSON.parse(output);
  expect(code).toBe(report.isReady ? 0 : 1);
  return { report, code };
}

/** All but what depends on whether somebody has built the web app here. */
function worst({ findings }: CheckReport) {
  return findings.filter(({ level, area }) => level === 'failure' && area !== 'runtime');
}

describe('duetide check', () => {
  it('finds a new installation ready, and makes nothing', async () => {
    const DATA_DIR = newFolder();
    const { output, errors, code } = await runDuetide(['check'], {
      DATA_DIR,
      PORT: String(await freePort()),
    });
    expect([errors, code]).toEqual(['', 0]);
    expect(output).toMatch(/^configuration\n {2}✓ variables .*\n/);
    expect(output).toMatch(/\n {2}· file .*duetide\.db is/);
    expect(output).toMatch(/\nReady: ! \d warnings? .*\n$/);
    expect(output).not.toContain('\u001b');
    expect(readdirSync(DATA_DIR)).toEqual([]);
  });

  it('finds each fault of the configuration at once, with its cure', async () => {
    const { report, code } = await checkAsJson({ PORT: 'http', SMTP_URL: 'mail', HOST: 'a b' });
    expect(code).toBe(1);
    expect(worst(report).map(({ name, cure }) => [name, cure !== ''])).toEqual([
      ['HOST', true],
      ['PORT', true],
      ['SMTP_URL', true],
      ['MAIL_FROM', true],
    ]);
    expect(report.versions).toMatchObject({ duetide: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });

  it('fails before there is a server only for faults of its own, afterwards also for none', async () => {
    const environment = { DATA_DIR: newFolder(), PORT: String(await freePort()) };
    expect(worst((await checkAsJson(environment)).report)).toEqual([]);
    const after = await checkAsJson(environment, '--after');
    expect(after.code).toBe(1);
    expect(worst(after.report).map(({ area }) => area)).toEqual(['public address', 'database']);
  });

  it('finds nothing wrong beside a server that serves', async () => {
    const environment = { DATA_DIR: newFolder(), PORT: String(await freePort()) };
    onTestFinished(await startServer(environment));
    const names = readdirSync(environment.DATA_DIR);
    const { report } = await checkAsJson(environment, '--after');
    expect(worst(report)).toEqual([]);
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        area: 'public address',
        message: expect.stringContaining('is ready'),
      }),
    );
    expect(readdirSync(environment.DATA_DIR)).toEqual(names);
    const live = await fetch(`http://127.0.0.1:${environment.PORT}/api/health/ready`);
    expect(live.status).toBe(200);
  });

  it('ends in time where nobody ever answers', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void mute.close());
    const address = mute.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const begun = performance.now();
    const { report } = await checkAsJson(
      {
        PORT: port,
        MONGODB_URI: `mongodb://127.0.0.1:${port}/duetide`,
        REDIS_URL: `redis://127.0.0.1:${port}`,
        SMTP_URL: `smtp://127.0.0.1:${port}`,
        MAIL_FROM: 'mail@duetide.example',
      },
      '--after',
    );
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(worst(report).map(({ area, cure }) => [area, cure !== ''])).toEqual([
      ['public address', true],
      ['database', true],
      ['Redis', true],
      ['mail', true],
    ]);
  });

  it('never prints a secret, also where one is wrong', async () => {
    const secret = 'Tr0ub4dor&3-hunter2';
    const encoded = encodeURIComponent(secret);
    const file = join(newFolder(), 'uri');
    writeFileSync(file, `mongodb://ada:${encoded}@127.0.0.1:1/duetide\n`);
    chmodSync(file, 0o644);
    const shared = {
      DATA_DIR: newFolder(),
      PORT: String(await freePort()),
      REDIS_URL: `redis://ada:${encoded}@127.0.0.1:1`,
      SMTP_URL: `smtp://ada:${encoded}@127.0.0.1:1`,
      MAIL_FROM: 'ada@duetide.example',
      BACKUP_PASSPHRASE: `${secret} ${secret}`,
      SECRET_KEY: `${secret} ${secret}`,
      SECRET_KEY_PREVIOUS: secret,
    };
    const environments: Record<string, string>[] = [
      { ...shared, MONGODB_URI_FILE: file },
      { ...shared, MONGODB_URI: `mongodb://ada:${encoded}@127.0.0.1:1/duetide` },
      { ...shared, MONGODB_URI: `mongodb://ada:${encoded}@db.example/duetide` },
      { ...shared, REDIS_URL: `redis:/ada:${encoded}@`, SMTP_URL: `smtp:${encoded}` },
    ];
    const runs = environments.flatMap((environment) =>
      [['check'], ['check', '--json']].map((parameters) => runDuetide(parameters, environment)),
    );
    for (const { output, errors } of await Promise.all(runs)) {
      expect(output.length).toBeGreaterThan(200);
      for (const part of [secret, encoded, 'hunter2', 'Tr0ub4dor']) {
        expect(output + errors).not.toContain(part);
      }
    }
  });
});

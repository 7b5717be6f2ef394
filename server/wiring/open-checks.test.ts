import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '#server/config/config.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { checkInstallation } from './open-checks.ts';

const CLOCK = createSetClock('2026-11-21T12:00:00.000Z');

function newRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'duetide-root-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const manifest = { version: '0.0.7', dependencies: { node: process.versions.node } };
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  return root;
}

async function check(
  environment: Record<string, string>,
  { root = newRoot(), envFile = [] as string[] } = {},
) {
  const report = await checkInstallation({
    readConfig: () => readConfig({ DATA_DIR: join(root, 'data'), PORT: '0', ...environment }),
    root,
    given: { environment: Object.keys(environment), envFile },
    isServing: false,
    clock: CLOCK,
  });
  const about = (area: string) =>
    report.findings
      .filter((finding) => finding.area === area)
      .map(({ name, level }) => `${name} ${level}`);
  return { report, about };
}

describe('what is looked at', () => {
  it('is said with versions and the time', async () => {
    const { report } = await check({});
    expect(report).toMatchObject({
      checkedAt: '2026-11-21T12:00:00.000Z',
      versions: { duetide: '0.0.7', node: process.versions.node },
    });
  });

  it('is what the configuration chooses', async () => {
    const { about } = await check({});
    expect(about('public address')).toEqual([]);
    expect(about('Redis')).toEqual([]);
    expect(about('mail')).toEqual(['SMTP note']);
    expect(about('database')).toEqual([
      'data folder note',
      'free space ok',
      expect.stringMatching(/^file system/),
      'file note',
    ]);
  });

  it.each([
    ['0.0.0.0', 'http://127.0.0.1:1'],
    ['::', 'http://[::1]:1'],
    ['127.0.0.1', 'http://127.0.0.1:1'],
  ])(
    'is where the server listens without another address, for HOST=%s at %s',
    async (HOST, url) => {
      const { report } = await check({ HOST, PORT: '1' });
      expect(report.findings).toContainEqual(
        expect.objectContaining({
          name: 'HOST and PORT',
          level: 'note',
          message: expect.stringContaining(`nothing answers at ${url} (`),
        }),
      );
    },
  );

  it('is .env where it holds secrets', async () => {
    const root = newRoot();
    writeFileSync(join(root, '.env'), 'REDIS_URL=redis://localhost:1\n');
    chmodSync(join(root, '.env'), 0o644);
    const others = await check({}, { root, envFile: ['PORT'] });
    expect(others.about('secrets')).toEqual([]);
    const { about } = await check({}, { root, envFile: ['PORT', 'REDIS_URL'] });
    expect(about('secrets')).toEqual(['.env warning']);
  });

  it('is the file of a connection string, which may be missing', async () => {
    const MONGODB_URI_FILE = join(newRoot(), 'uri');
    const { about } = await check({ MONGODB_URI_FILE });
    expect(about('secrets')).toEqual(['MONGODB_URI_FILE failure']);
    expect(about('database')).toEqual(['MONGODB_URI_FILE failure']);
  });

  it('leaves out what hangs on a configuration that is refused', async () => {
    const { report, about } = await check({ PORT: 'http' });
    expect(report.isReady).toBe(false);
    expect(about('configuration')).toEqual(['PORT failure', 'the rest note']);
    expect(about('database')).toEqual([]);
    expect(about('runtime')).toHaveLength(3);
  });
});

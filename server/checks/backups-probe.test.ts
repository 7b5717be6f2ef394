import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backupNameOf } from '#server/backup/backup-folder.ts';
import { readConfig } from '#server/config/config.ts';
import { createBackupsProbe } from './backups-probe.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-21T12:00:00Z');

function newDataDir(ages: readonly number[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-backups-probe-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  if (ages.length > 0) mkdirSync(join(folder, 'backups'));
  for (const age of ages) {
    writeFileSync(join(folder, 'backups', backupNameOf(NOW - age * HOUR, false)), '');
  }
  return folder;
}

async function look(dataDir: string, environment: Record<string, string> = {}) {
  const { backups } = readConfig({ DATA_DIR: dataDir, ...environment });
  const probe = createBackupsProbe({ backups, dataDir, clock: { now: () => NOW } });
  const found = await probe.run(new AbortController().signal);
  return Object.fromEntries(found.map((finding) => [finding.name, finding]));
}

describe('backups', () => {
  it.each([
    ['off', [], 'warning', 'there is none yet'],
    ['off', [20], 'ok', 'the newest is 20 h old'],
    ['off', [20, 27], 'ok', 'the newest is 20 h old'],
    ['off', [72], 'warning', 'the newest is 3 days old'],
    ['6h', [], 'note', 'every 6 h, and there is none yet'],
    ['6h', [0.5], 'ok', 'the newest is 30 min old'],
    ['6h', [12.9], 'ok', 'the newest is 13 h old'],
    ['6h', [13.1], 'warning', 'the newest is 13 h old'],
  ])('with BACKUP_EVERY=%s and backups of %j hours: %s', async (BACKUP_EVERY, ages, level, say) => {
    const { schedule } = await look(newDataDir(ages), { BACKUP_EVERY });
    expect(schedule).toMatchObject({ level, message: expect.stringContaining(say) });
  });

  it('beside the data would go with its disk, and no folder is made for them', async () => {
    const dataDir = newDataDir();
    expect(await look(dataDir)).toMatchObject({ folder: { level: 'note' } });
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('need a folder that can be written', async () => {
    const dataDir = newDataDir();
    writeFileSync(join(dataDir, 'file'), '');
    expect(await look(dataDir, { BACKUP_DIR: join(dataDir, 'file') })).toMatchObject({
      folder: { level: 'failure', cure: expect.stringContaining('BACKUP_DIR') },
    });
  });

  it('are noted where they are not encrypted, and the passphrase is not said', async () => {
    expect(await look(newDataDir())).toMatchObject({ encryption: { level: 'note' } });
    const BACKUP_PASSPHRASE = 'correct horse battery';
    const found = await look(newDataDir(), { BACKUP_PASSPHRASE });
    expect(found).toMatchObject({ encryption: { level: 'ok' } });
    expect(JSON.stringify(found)).not.toContain('horse');
  });
});

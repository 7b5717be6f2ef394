import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSqliteBackupEngine } from '#server/adapters/store/sqlite/sqlite-backup-engine.ts';
import { createSqliteTrial } from '#server/adapters/store/sqlite/sqlite-restoration.ts';
import { createSqliteStore } from '#server/adapters/store/sqlite/sqlite-store.ts';
import { fillStore } from '#tests/support/full-store.ts';
import { sampleId } from '#tests/support/sample-records.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import type { BackupEngine } from './backup-engine.ts';
import { type BackupsDeps, createBackups } from './backups.ts';

const NAME = 'duetide-2026-11-20T12-00-00.000Z.tar.gz';
const HOME = sampleId(100);

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-backups-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function newInstallation(changes: Partial<BackupsDeps> = {}) {
  const data = newFolder();
  const file = join(data, 'duetide.db');
  const store = await createSqliteStore({ file });
  await fillStore(store);
  const folder = join(data, 'backups');
  const engine = createSqliteBackupEngine({ file });
  const clock = createSetClock('2026-11-20T12:00:00Z');
  const deps = {
    engine,
    prepareTrial: createSqliteTrial,
    folder,
    clock,
    passphrase: null,
    workFactor: 8,
    ...changes,
  };
  let isOpen = true;
  const close = async () => {
    if (isOpen) await store.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { file, close, folder, clock, engine, backups: createBackups(deps) };
}

const countOf = async (file: string) => {
  const store = await createSqliteStore({ file });
  const count = (await store.subscriptions.list(HOME)).length;
  await store.close();
  return count;
};

describe('a backup', () => {
  it.for([null, 'correct horse battery'])(
    'brings back what was there when it was made (passphrase %s)',
    async (passphrase) => {
      const { file, close, folder, backups } = await newInstallation({ passphrase });
      const made = await backups.create(folder);
      const name = passphrase ? `${NAME}.age` : NAME;
      expect(readdirSync(folder)).toEqual([name]);
      expect(made).toMatchObject({
        file: join(folder, name),
        createdAt: '2026-11-20T12:00:00.000Z',
        isEncrypted: passphrase !== null,
        schema: expect.stringMatching(/^\d{4}-/),
        counts: { users: 3, households: 3, payments: 6 },
      });
      expect(await backups.verify(made.file)).toEqual(made);
      await close();
      const database = new DatabaseSync(file);
      database.exec('delete from subscriptions');
      database.close();
      expect(await countOf(file)).toBe(0);
      const restored = await backups.restore(made.file, { force: true });
      expect(restored).toEqual({ ...made, keptAt: `${file}.before-restore-1` });
      expect(await countOf(file)).toBe(1);
    },
  );

  it('is not there until it is whole', async () => {
    const { engine, folder } = await newInstallation();
    const broken: BackupEngine = {
      ...engine,
      async takeSnapshot(scratch, signal) {
        const snapshot = await engine.takeSnapshot(scratch, signal);
        return {
          ...snapshot,
          facts: () => {
            throw new Error('broken');
          },
        };
      },
    };
    const { backups } = await newInstallation({ engine: broken });
    await expect(backups.create(folder)).rejects.toThrow('broken');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('can be broken off, and leaves nothing', async () => {
    const { folder, backups } = await newInstallation();
    const stopping = new AbortController();
    const making = backups.create(folder, stopping.signal);
    stopping.abort();
    await expect(making).rejects.toMatchObject({ name: 'AbortError' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says which folder cannot be written', async () => {
    const { backups, file } = await newInstallation();
    await expect(backups.create(file)).rejects.toThrow(
      `The folder ${file} cannot be written (ENOTDIR): choose a folder that this user may write.`,
    );
  });
});

describe('a restore', () => {
  it('replaces nothing unless it is told to', async () => {
    const { file, close, folder, backups } = await newInstallation();
    const made = await backups.create(folder);
    await close();
    await expect(backups.restore(made.file, { force: false })).rejects.toThrow(
      `There is data in ${file}. Add --force to replace it: what is there is kept aside.`,
    );
  });

  it('of a damaged archive leaves the database as it is', async () => {
    const { file, close, folder, backups } = await newInstallation();
    const { file: archive } = await backups.create(folder);
    await close();
    const cut = join(folder, 'cut.tar.gz');
    copyFileSync(archive, cut);
    writeFileSync(cut, 'damaged', { flag: 'r+' });
    await expect(backups.restore(cut, { force: true })).rejects.toThrow(/no backup of Duetide/);
    expect(readdirSync(join(file, '..'))).toEqual(['backups', 'duetide.db']);
    expect(await countOf(file)).toBe(1);
  });

  it('says what it has no engine for', async () => {
    const { folder, backups, engine } = await newInstallation();
    const made = await backups.create(folder);
    const { backups: others } = await newInstallation({ engine: { ...engine, name: 'mongodb' } });
    await expect(others.restore(made.file, { force: true })).rejects.toThrow(
      /holds a database of sqlite, and mongodb is configured\. .*`duetide copy`/,
    );
  });
});

it('a backup that does not hold what it says is found by verifying it', async () => {
  const { engine, folder } = await newInstallation();
  const lying: BackupEngine = {
    ...engine,
    async takeSnapshot(scratch, signal) {
      const snapshot = await engine.takeSnapshot(scratch, signal);
      const facts = snapshot.facts();
      return {
        ...snapshot,
        facts: () => ({ schema: '0000-other', counts: { ...facts.counts, users: 4, pets: 1 } }),
      };
    },
  };
  const { backups } = await newInstallation({ engine: lying });
  const made = await backups.create(folder);
  await expect(backups.verify(made.file)).rejects.toThrow(
    /what it restores to has 3 instead of 4 users, no instead of 1 pets, the schema \d{4}-\S+ instead of 0000-other\.$/,
  );
});

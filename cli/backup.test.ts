import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSqliteStore } from '#server/adapters/store/sqlite/sqlite-store.ts';
import { fillStore } from '#tests/support/full-store.ts';
import { runDuetide } from '#tests/support/run-duetide.ts';

const PASSPHRASE = 'correct horse battery';

async function newInstallation() {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-cli-backup-'));
  const store = await createSqliteStore({ file: join(folder, 'duetide.db') });
  await fillStore(store);
  let isOpen = true;
  const close = async () => {
    if (isOpen) await store.close();
    isOpen = false;
  };
  onTestFinished(async () => {
    await close();
    rmSync(folder, { recursive: true });
  });
  const run = (parameters: string[], environment: Record<string, string> = {}) =>
    runDuetide(parameters, { DATA_DIR: folder, ...environment });
  return { folder, close, run };
}

describe('duetide backup, verify and restore', () => {
  it('bring back what was there, with the server running until it is replaced', async () => {
    const { folder, close, run } = await newInstallation();
    const environment = { BACKUP_PASSPHRASE: PASSPHRASE };
    const made = await run(['backup'], environment);
    expect(made).toMatchObject({ errors: '', code: 0 });
    expect(made.output).toMatch(
      /^Backed up \d+ rows in \d+ tables \(\d+ kB\) to .*\.tar\.gz\.age\nEncrypted: /,
    );
    const [name = ''] = readdirSync(join(folder, 'backups'));
    const archive = join(folder, 'backups', name);

    const verified = await run(['verify', archive], environment);
    expect(verified.output).toMatch(
      /\.age restores: \d+ rows in \d+ tables as of 20\S+Z, schema \d{4}-\S+\.\n$/,
    );
    const closed = await run(['verify', archive]);
    expect([closed.code, closed.output]).toEqual([1, '']);
    expect(closed.errors).toBe(
      `${archive} is encrypted. Set BACKUP_PASSPHRASE to what it was encrypted with.\n`,
    );

    const unforced = await run(['restore', archive], environment);
    expect(unforced.errors).toMatch(/^There is data in .*\. Add --force to replace it.*\n$/);
    const busy = await run(['restore', '--force', archive], environment);
    expect(busy.errors).toMatch(
      /^The database .* is in use\. Stop Duetide, restore, and start it again\.\n$/,
    );
    expect([unforced.code, busy.code]).toEqual([1, 1]);

    await close();
    const restored = await run(['restore', '--force', archive], environment);
    expect(restored).toMatchObject({ errors: '', code: 0 });
    expect(restored.output).toMatch(
      /\nWhat was there before is kept in .*duetide\.db\.before-restore-1\n$/,
    );
    expect(existsSync(join(folder, 'duetide.db.before-restore-1'))).toBe(true);
  });

  it('report to programs as JSON', async () => {
    const { folder, run } = await newInstallation();
    const to = join(folder, 'elsewhere');
    const { output } = await run(['backup', '--to', to, '--json']);
    const report = JSON.parse(output);
    expect(report).toMatchObject({ isEncrypted: false, counts: { households: 3 } });
    const verified = await run(['verify', report.file, '--json']);
    expect(JSON.parse(verified.output)).toEqual(report);
    expect(existsSync(join(folder, 'backups'))).toBe(false);
  });

  it.for([
    [['verify', '/nowhere/a.tar.gz'], {}, 1, 'There is no file /nowhere/a.tar.gz.\n'],
    [
      ['backup'],
      { BACKUP_PASSPHRASE: 'short' },
      1,
      'BACKUP_PASSPHRASE must have 12 characters or more.\n',
    ],
    [['backup'], { BACKUP_KEEP: 'all' }, 1, /^BACKUP_KEEP must be such as .*, not "all"\.\n$/],
    [['restore'], {}, 2, /^error: missing required argument 'file'/],
  ] as const)(
    'say in one line what is wrong: %j',
    async ([parameters, environment, code, errors]) => {
      const { run } = await newInstallation();
      const found = await run([...parameters], environment);
      expect([found.code, found.output]).toEqual([code, '']);
      expect(found.errors).toEqual(expect.stringMatching(errors));
    },
  );

  it('need a database', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'duetide-cli-backup-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { errors, code } = await runDuetide(['backup'], { DATA_DIR: folder });
    expect(code).toBe(1);
    expect(errors).toMatch(
      /^There is no database .*\. Set DATA_DIR to the folder of the one that is in use\.\n$/,
    );
    expect(readdirSync(join(folder, 'backups'))).toEqual([]);
  });
});

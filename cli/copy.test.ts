import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSqliteStore } from '#server/adapters/store/sqlite/sqlite-store.ts';
import { copyDatabase } from '#server/wiring/copy-database.ts';
import { fillStore } from '#tests/support/full-store.ts';
import { createCopyProgress, describeProgress } from './copy-progress.ts';
import { reportCopy } from './copy-report.ts';

async function newFullFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-copy-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const store = await createSqliteStore({ file: join(folder, 'from.db') });
  await fillStore(store);
  await store.close();
  return folder;
}

describe('copying a database', () => {
  it('says of each table that it is the same', async () => {
    const folder = await newFullFolder();
    const places = { from: `sqlite:${folder}/from.db`, to: `sqlite:${folder}/to.db` };
    const copied = await copyDatabase(places, {});
    const lines = reportCopy(copied).split('\n');
    expect(lines[0]).toMatch(/^✓ users\s+3 {2}[\da-f]{12}$/);
    expect(lines.at(-1)).toMatch(/^All \d+ rows are there, with the same SHA-256\.$/);
    await expect(copyDatabase(places, {})).rejects.toThrow('--resume');
    expect(reportCopy(await copyDatabase(places, { isResumed: true }))).toBe(lines.join('\n'));
  });

  it('never makes the database that it should copy from', async () => {
    const missing = copyDatabase({ from: 'sqlite:/nowhere/x.db', to: 'sqlite:/nowhere/y.db' }, {});
    await expect(missing).rejects.toThrow('There is no database /nowhere/x.db to copy from.');
  });

  it('names what differs, and the cure', () => {
    const sum = { count: 2, digest: 'a'.repeat(64) };
    const report = reportCopy([
      { table: 'users', source: sum, target: sum, isEqual: true },
      { table: 'rates', source: sum, target: { ...sum, count: 1 }, isEqual: false },
    ]);
    expect(report).toContain('✗ rates       2 → 1');
    expect(report).toMatch(/Not the same: rates\. Stop every server/);
  });
});

describe('its progress', () => {
  const progress = { phase: 'copy', table: 'payments', done: 250, total: 1_000 } as const;

  it('is a bar that fills', () => {
    expect(describeProgress(progress)).toBe(
      'Copying ██████░░░░░░░░░░░░░░░░░░  25 %  250 of 1000  payments',
    );
    expect(describeProgress({ ...progress, phase: 'verify', done: 1_000 })).toMatch(
      /^Comparing █{24} 100 %/,
    );
    expect(describeProgress({ ...progress, done: 0, total: 0 })).toContain('100 %');
  });

  it('is one line on a terminal, and a line for each table elsewhere', () => {
    const written: Record<string, string> = { terminal: '', file: '' };
    const show = (name: string, isTTY: boolean) => {
      const write = (text: string) => {
        written[name] += text;
      };
      const shown = createCopyProgress({ isTTY, write } as never);
      shown.show(progress);
      shown.show({ ...progress, done: 500 });
      shown.end();
    };
    show('terminal', true);
    show('file', false);
    expect(written.terminal).not.toContain('\n');
    expect(written.file?.split('\n')).toHaveLength(2);
  });
});

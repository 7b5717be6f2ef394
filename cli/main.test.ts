import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSqliteStore } from '#server/adapters/store/sqlite/sqlite-store.ts';
import { fillStore } from '#tests/support/full-store.ts';
import { runDuetide } from '#tests/support/run-duetide.ts';

const run = (...parameters: string[]) => runDuetide(parameters);

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('duetide at the command line', () => {
  it('says what it can do', async () => {
    const { output, code } = await run('--help');
    expect(code).toBe(0);
    expect(output).toMatch(
      /Commands:\n {2}backup \[options\] .*\n( .*\n)* {2}copy \[options\] +copy all data/,
    );
  });

  it.each([['dance'], ['copy'], ['copy', '--from', 'sqlite:x.db'], ['--loudly']])(
    'ends with 2 and help where it is not understood: %s %s',
    async (...parameters) => {
      const { errors, code } = await run(...parameters);
      expect(code).toBe(2);
      expect(errors).toMatch(/^error: .*\n\nUsage: duetide/);
    },
  );

  it('copies a database, and ends with 0 once both sides are the same', async () => {
    const folder = newFolder();
    const store = await createSqliteStore({ file: join(folder, 'from.db') });
    await fillStore(store);
    await store.close();
    const places = ['--from', `sqlite:${folder}/from.db`, '--to', `sqlite:${folder}/to.db`];
    const { output, errors, code } = await run('copy', ...places);
    expect(output).toMatch(/\nAll \d+ rows are there, with the same SHA-256\.\n$/);
    expect(errors).toMatch(/^Copying .*\n(.*\n)*Comparing █{24} 100 % /m);
    expect(code).toBe(0);
    const again = await run('copy', ...places);
    expect([again.code, again.output]).toEqual([1, '']);
    expect(again.errors).toMatch(/^There is data in .*--resume.*\n$/);
  });

  it('ends with 1 and one line where it cannot', async () => {
    const folder = newFolder();
    const from = `sqlite:${folder}/missing.db`;
    const { errors, code } = await run('copy', '--from', from, '--to', `sqlite:${folder}/to.db`);
    expect([errors, code]).toEqual([
      `There is no database ${folder}/missing.db to copy from.\n`,
      1,
    ]);
    expect(existsSync(join(folder, 'missing.db'))).toBe(false);
    expect(existsSync(join(folder, 'to.db'))).toBe(false);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { sampleHousehold } from '#tests/support/sample-records.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { createSqliteStore } from './sqlite-store.ts';

const PROGRAM = fileURLToPath(import.meta.resolve('#tests/support/store-program.ts'));

function newFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'duetide-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return path.join(folder, 'duetide.sqlite');
}

function start(...parameters: string[]): ChildProcess {
  const child = spawn(process.execPath, [PROGRAM, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** Lets the program write until it has acknowledged `count` rows, and kills it in the midst. */
async function acknowledgedBefore(kill: number, child: ChildProcess): Promise<number[]> {
  const acknowledged: number[] = [];
  if (!child.stdout) throw new Error('The program has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(Number(line));
    if (acknowledged.length === kill) child.kill('SIGKILL');
  }
  return acknowledged;
}

it('keeps every acknowledged write when the process is killed', async () => {
  const file = newFile();
  const acknowledged: number[] = [];
  for (const [round, kill] of [1, 7, 20].entries()) {
    const child = start('write', file, String(round * 100_000));
    const exited = once(child, 'exit');
    const numbers = await acknowledgedBefore(kill, child);
    expect(await exited).toEqual([null, 'SIGKILL']);
    expect(numbers.length).toBeGreaterThanOrEqual(kill);
    acknowledged.push(...numbers);

    const store = await createSqliteStore({ file });
    const stored = await store.subscriptions.list(sampleHousehold().id);
    await store.close();
    const ids = new Set(stored.map(({ id }) => Number.parseInt(id.slice(-12), 16)));
    expect(acknowledged.filter((number) => !ids.has(number))).toEqual([]);
  }
});

it('migrates once when several processes start at the same moment', async () => {
  const file = newFile();
  const children = Array.from({ length: 5 }, () => start('open', file));
  const ends = children.map(async (child) => {
    const complaints: string[] = [];
    child.stderr?.on('data', (chunk) => complaints.push(String(chunk)));
    const [code] = await once(child, 'close');
    return { code, complaints: complaints.join('') };
  });
  expect(await Promise.all(ends)).toEqual(children.map(() => ({ code: 0, complaints: '' })));

  const database = new DatabaseSync(file, { readOnly: true });
  onTestFinished(() => database.close());
  const applied = database.prepare('select name from migrations').all();
  expect(applied.map(({ name }) => name)).toEqual(MIGRATIONS.map(({ name }) => name));
  expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
});

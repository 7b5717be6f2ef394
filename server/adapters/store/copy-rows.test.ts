import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#server/clock.ts';
import { fillStore } from '#tests/support/full-store.ts';
import { sampleCategory, sampleId } from '#tests/support/sample-records.ts';
import { CopyError, type CopyProgress, copyRows } from './copy-rows.ts';
import type { RowTransfer } from './row-transfer.ts';
import { openSqliteRowTransfer } from './sqlite/sqlite-row-transfer.ts';
import { createSqliteStore } from './sqlite/sqlite-store.ts';
import { STORE_TABLES } from './store-tables.ts';

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-copy-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'duetide.db');
}

async function openTransfer(file: string): Promise<RowTransfer> {
  const transfer = await openSqliteRowTransfer(file, systemClock);
  onTestFinished(() => transfer.close());
  return transfer;
}

async function newFullFile(): Promise<string> {
  const file = newFile();
  const store = await createSqliteStore({ file });
  await fillStore(store);
  await store.close();
  return file;
}

/** A connection that breaks in the midst of a table. */
function breakingAt(transfer: RowTransfer, table: string): RowTransfer {
  return {
    ...transfer,
    async write(plan, rows) {
      if (plan.name !== table) return transfer.write(plan, rows);
      await transfer.write(plan, rows.slice(0, 2));
      throw new Error('broken');
    },
  };
}

describe('a copy', () => {
  it('has every row of every table, and says so by count and digest', async () => {
    const [from, to] = [await openTransfer(await newFullFile()), await openTransfer(newFile())];
    const copied = await copyRows({ from, to });
    expect(copied.map(({ table }) => table)).toEqual(STORE_TABLES.map(({ name }) => name));
    for (const { table, source, target, isEqual } of copied) {
      expect(source.count, table).toBeGreaterThan(0);
      expect(target, table).toEqual(source);
      expect(isEqual).toBe(true);
    }
  });

  it('tells how far it is', async () => {
    const [from, to] = [await openTransfer(await newFullFile()), await openTransfer(newFile())];
    const seen: CopyProgress[] = [];
    await copyRows({ from, to, onProgress: (progress) => seen.push(progress) });
    const done = (phase: CopyProgress['phase']) =>
      seen.filter((each) => each.phase === phase).map((each) => each.done);
    for (const phase of ['copy', 'verify'] as const) {
      expect(done(phase)).toEqual(done(phase).toSorted((left, right) => left - right));
      expect(done(phase).at(-1)).toBe(seen[0]?.total);
    }
    expect(seen[0]?.total).toBeGreaterThan(40);
  });

  it('goes on where an earlier one was cut short, and only if asked to', async () => {
    const [from, to] = [await openTransfer(await newFullFile()), await openTransfer(newFile())];
    await expect(copyRows({ from, to: breakingAt(to, 'subscriptions') })).rejects.toThrow('broken');
    const again = copyRows({ from, to });
    await expect(again).rejects.toThrow(CopyError);
    await expect(again).rejects.toThrow(/already \(users\)\. .* --resume/);
    const written: number[] = [];
    const counting: RowTransfer = {
      ...to,
      async write(plan, rows) {
        written.push(rows.length);
        await to.write(plan, rows);
      },
    };
    const copied = await copyRows({ from, to: counting, isResumed: true });
    expect(copied.every(({ isEqual }) => isEqual)).toBe(true);
    const rows = copied.reduce((sum, { source }) => sum + source.count, 0);
    expect(written.reduce((sum, count) => sum + count, 0)).toBeLessThan(rows);
  });
});

describe('the comparison finds', () => {
  async function copyThen(spoil: (file: string) => void | Promise<void>): Promise<string[]> {
    const target = newFile();
    const from = await openTransfer(await newFullFile());
    const to = await openTransfer(target);
    await copyRows({ from, to });
    await spoil(target);
    const compared = await copyRows({ from, to, isResumed: true });
    return compared.filter(({ isEqual }) => !isEqual).map(({ table }) => table);
  }
  const run = (sql: string) => (file: string) => {
    const database = new DatabaseSync(file);
    database.exec(sql);
    database.close();
  };

  it('nothing where nothing is wrong', async () => {
    expect(await copyThen(() => {})).toEqual([]);
  });

  it.each([
    [
      'an amount that is off by one',
      'update payments set amount_minor = amount_minor + 1',
      'payments',
    ],
    ['a version that was lost', 'update payments set version = 1', 'payments'],
    [
      'a price that was changed',
      `update subscriptions set prices = replace(prices, '1549', '1550')`,
      'subscriptions',
    ],
    ['a missing row', `delete from rates where household_id = '${sampleId(100)}'`, 'rates'],
    ['null in place of a text', 'update sessions set user_agent = null', 'sessions'],
  ])('%s', async (_fault, sql, table) => {
    const unequal = await copyThen(run(sql));
    expect(unequal).toEqual([table]);
  });

  it('a row too many', async () => {
    const unequal = await copyThen(async (file) => {
      const store = await createSqliteStore({ file });
      await store.categories.insert(sampleId(100), sampleCategory({ id: sampleId(999) }));
      await store.close();
    });
    expect(unequal).toEqual(['categories']);
  });
});

import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#server/clock.ts';
import { copyRows } from './copy-rows.ts';
import { exportRows, importRows } from './row-entries.ts';
import type { RowTransfer } from './row-transfer.ts';
import { openSqliteRowTransfer } from './sqlite/sqlite-row-transfer.ts';
import { STORE_TABLES } from './store-tables.ts';
import type { TravelRow } from './table-plan.ts';

async function open(isInAnyOrder = true): Promise<RowTransfer> {
  const rows = await openSqliteRowTransfer(':memory:', systemClock, { isInAnyOrder });
  onTestFinished(() => rows.close());
  return rows;
}

const table = (name: string) => {
  const found = STORE_TABLES.find((plan) => plan.name === name);
  if (!found) throw new Error(`There is no table ${name}`);
  return found;
};

const household = (id: string): TravelRow => ({
  id,
  version: 1,
  name: `Line\u2028 and "quotes" of ${id}`,
  baseCurrency: 'EUR',
  timeZone: 'UTC',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
});

const imported = (id: string, content: string): TravelRow => ({
  householdId: 'h1',
  id,
  version: 1,
  format: 'csv',
  content,
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-02T00:00:00.000Z',
});

describe('rows as entries of an archive', () => {
  it('arrive as they were, what belongs to others first', async () => {
    const [from, to] = [await open(), await open()];
    await from.write(table('households'), ['h1', 'h2'].map(household));
    await from.write(table('imports'), [imported('i1', '["one\\ntwo"]'), imported('i2', '{}')]);
    const { entries, counts } = exportRows(from);
    const names: string[] = [];
    for await (const entry of entries) {
      names.push(entry.name);
      await importRows(to, entry);
    }
    expect(names).toEqual(['imports-000001.ndjson', 'households-000001.ndjson']);
    expect(counts).toMatchObject({ households: 2, imports: 2, users: 0 });
    const measured = STORE_TABLES.filter(({ isMeasured }) => isMeasured).map(({ name }) => name);
    expect(measured).toEqual(['history_rollups', 'instances']);
    expect(Object.keys(counts)).toHaveLength(STORE_TABLES.length - measured.length);
    const copied = await copyRows({ from, to, isResumed: true });
    expect(copied.filter(({ isEqual }) => !isEqual)).toEqual([]);
  });

  it('come in portions, each as large as it says', async () => {
    const from = await open();
    const rows = Array.from({ length: 1_200 }, (_, at) =>
      imported(`i${String(at).padStart(4, '0')}`, JSON.stringify('ü'.repeat(2_000))),
    );
    await from.write(table('imports'), rows);
    const found: string[] = [];
    for await (const { bytes, content } of exportRows(from).entries) {
      const lines = await text(content);
      expect(Buffer.byteLength(lines)).toBe(bytes);
      found.push(
        ...lines
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line).id),
      );
    }
    expect(found).toEqual(rows.map(({ id }) => id));
  });

  it('come to an end while somebody adds rows as fast as they are read', async () => {
    const rows = await open();
    let added = 0;
    const growing: RowTransfer = {
      ...rows,
      async read(plan, after, limit) {
        if (plan.name === 'imports') {
          added += 1;
          await rows.write(plan, [imported(`i${String(added).padStart(6, '0')}`, '{}')]);
        }
        return rows.read(plan, after, limit);
      },
    };
    const { entries, counts } = exportRows(growing);
    for await (const _entry of entries);
    expect(counts).toMatchObject({ imports: 1 });
  });

  it('stop where they are told to', async () => {
    const stopping = new AbortController();
    stopping.abort();
    const { entries } = exportRows(await open(), stopping.signal);
    await expect(entries.next()).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.for([
    ['pets-000001.ndjson', '{}\n', /pets-000001\.ndjson, which this version does not know/],
    ['../households', '{}\n', /does not know/],
    ['households-000001.ndjson', '{"id":1', /cannot be restored: .*JSON/],
    ['households-000001.ndjson', '{"id":"h1"}\n', /cannot be restored: NOT NULL/],
  ] as const)('are refused: %s %s', async ([name, lines, message]) => {
    const content = (async function* () {
      yield Buffer.from(lines);
    })();
    await expect(importRows(await open(), { name, content })).rejects.toThrow(message);
  });
});

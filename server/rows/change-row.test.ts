import { describe, expect, it } from 'vitest';
import { changeRow } from './change-row.ts';

interface Row {
  id: string;
  version: number;
  deletedAt: string | null;
  count: number;
}

/** One row, and others who change it just before our first `collisions` writes. */
function openRows(row: Row | null, collisions = 0) {
  const rows = {
    stored: row,
    async find(householdId: string, id: string): Promise<Row | null> {
      return householdId === 'home' && id === rows.stored?.id ? { ...rows.stored } : null;
    },
    async replace(_householdId: string, next: Row, expectedVersion: number): Promise<boolean> {
      if (collisions > 0 && rows.stored) {
        collisions -= 1;
        rows.stored = { ...rows.stored, version: rows.stored.version + 1, count: 100 };
      }
      if (rows.stored?.version !== expectedVersion) return false;
      rows.stored = { ...next, version: expectedVersion + 1 };
      return true;
    },
  };
  return rows;
}

const ROW: Row = { id: 'x', version: 3, deletedAt: null, count: 0 };
const request = {
  householdId: 'home',
  id: 'x',
  expected: undefined,
  change: (row: Row) => ({ ...row, count: row.count + 1 }),
};

describe('changing a row', () => {
  it('replaces it and answers what is stored now', async () => {
    const rows = openRows(ROW);
    expect(await changeRow(rows, request)).toEqual({ ...ROW, version: 4, count: 1 });
    expect(rows.stored).toEqual({ ...ROW, version: 4, count: 1 });
  });

  it('starts again from what others made of it', async () => {
    const rows = openRows(ROW, 2);
    expect(await changeRow(rows, request)).toEqual({ ...ROW, version: 6, count: 101 });
  });

  it('gives up when others are always faster, and says when to come back', async () => {
    await expect(changeRow(openRows(ROW, 1_000), request)).rejects.toMatchObject({
      code: 'conflict',
      retryAfter: 1,
    });
  });

  it('tells whoever expected another version, and changes nothing', async () => {
    const rows = openRows(ROW);
    await expect(changeRow(rows, { ...request, expected: 2 })).rejects.toMatchObject({
      code: 'version-mismatch',
    });
    expect(rows.stored).toEqual(ROW);
  });

  it('does not start again for whoever expected a version', async () => {
    const rows = openRows(ROW, 1);
    await expect(changeRow(rows, { ...request, expected: 3 })).rejects.toMatchObject({
      code: 'version-mismatch',
    });
    expect(rows.stored?.count).toBe(100);
  });

  it('writes nothing when the change leaves the row as it is', async () => {
    const rows = openRows(ROW);
    expect(await changeRow(rows, { ...request, change: (row) => row })).toEqual(ROW);
    expect(rows.stored).toEqual(ROW);
  });

  it('knows no row of another household, and none in the trash unless asked for', async () => {
    const missing = { code: 'not-found' };
    const trashed = openRows({ ...ROW, deletedAt: '2026-01-01T00:00:00.000Z' });
    await expect(
      changeRow(openRows(ROW), { ...request, householdId: 'other' }),
    ).rejects.toMatchObject(missing);
    await expect(changeRow(openRows(null), request)).rejects.toMatchObject(missing);
    await expect(changeRow(trashed, request)).rejects.toMatchObject(missing);
    expect(await changeRow(trashed, { ...request, reach: 'trash' })).toMatchObject({ count: 1 });
  });
});

import { AppError } from '#shared/app-error.ts';

interface VersionedRow {
  version: number;
  /** Rows of a kind that has no trash leave it out. */
  deletedAt?: string | null;
}

interface RowStore<Row> {
  find(householdId: string, id: string): Promise<Row | null>;
  replace(householdId: string, row: Row, expectedVersion: number): Promise<boolean>;
}

export interface RowChange<Row> {
  householdId: string;
  id: string;
  /** What `If-Match` asks for; undefined: any version will do. */
  expected: number | undefined;
  /** Given the present row, the row as it should be; the same object means: leave it. */
  change: (row: Row) => Row;
  /** `trash`: also rows that lie in the trash. */
  reach?: 'trash';
}

const ATTEMPTS = 5;

/**
 * Reads, changes and replaces one row, again if somebody else changed it in between.
 * Whoever named a version is told instead: `version-mismatch`.
 * @returns the row as it is stored now.
 */
export async function changeRow<Row extends VersionedRow>(
  rows: RowStore<Row>,
  { householdId, id, expected, change, reach }: RowChange<Row>,
): Promise<Row> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const row = await rows.find(householdId, id);
    if (!row || (row.deletedAt && reach !== 'trash')) throw new AppError('not-found');
    if (expected !== undefined && expected !== row.version) throw new AppError('version-mismatch');
    const changed = change(row);
    if (changed === row) return row;
    if (await rows.replace(householdId, changed, row.version)) {
      return { ...changed, version: row.version + 1 };
    }
  }
  throw new AppError('conflict', {
    detail: 'Others are changing it at the same moment',
    retryAfter: 1,
  });
}

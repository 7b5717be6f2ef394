import type { Kysely } from 'kysely';
import { wasChanged } from './changed-rows.ts';
import type { SqliteContext } from './sqlite-context.ts';

interface TrashableRow {
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
}

interface TrashableTable {
  household_id: string;
  id: string;
  version: number;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

type TrashableName = 'categories' | 'payment_methods' | 'budgets';
type OwnField<Row> = Exclude<keyof Row, keyof TrashableRow>;

const COMMON_COLUMNS = [
  'created_at as createdAt',
  'updated_at as updatedAt',
  'deleted_at as deletedAt',
] as const;

/**
 * What is the same for everything of a household that has a version and a trash.
 *
 * @param columns where the table keeps the row's own fields
 */
export function createTrashableRows<Row extends TrashableRow>(
  { db: ofAll, prepareHotQuery, prepareHotSelect }: SqliteContext,
  table: TrashableName,
  columns: Readonly<Record<OwnField<Row>, string>>,
) {
  const db = ofAll as unknown as Kysely<Record<TrashableName, TrashableTable>>;
  const own = Object.entries<string>(columns);
  const named = own.map(([field, column]) => `${column} as ${field}` as 'id');
  const selected = ['id', 'version', ...named, ...COMMON_COLUMNS] as const;
  const toFacts = (row: Row) => ({
    ...Object.fromEntries(own.map(([field, column]) => [column, row[field as keyof Row]])),
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    deleted_at: row.deletedAt,
  });
  const toRows = (found: unknown) => found as Row[];

  const ordered = db
    .selectFrom(table)
    .select(selected)
    .where('household_id', '=', '')
    .orderBy('created_at')
    .orderBy('id');
  const listLive = prepareHotSelect(ordered.where('deleted_at', 'is', null).compile());
  const listTrashed = prepareHotSelect(ordered.where('deleted_at', 'is not', null).compile());
  const liveIds = prepareHotQuery<[id: string]>(
    db
      .selectFrom(table)
      .select('id')
      .where('household_id', '=', '')
      .where('deleted_at', 'is', null)
      .compile(),
  );

  return {
    async insert(householdId: string, row: Row): Promise<'inserted' | 'exists'> {
      const { id, version } = row;
      const result = await db
        .insertInto(table)
        .values({ household_id: householdId, id, version, ...toFacts(row) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return wasChanged(result.numInsertedOrUpdatedRows) ? 'inserted' : 'exists';
    },
    async find(householdId: string, id: string): Promise<Row | null> {
      const found = await db
        .selectFrom(table)
        .select(selected)
        .where('household_id', '=', householdId)
        .where('id', '=', id)
        .execute();
      return toRows(found)[0] ?? null;
    },
    async list(householdId: string, { trash = false }: { trash?: boolean } = {}): Promise<Row[]> {
      return toRows(trash ? listTrashed(householdId) : listLive(householdId));
    },
    async listIds(householdId: string): Promise<string[]> {
      return liveIds(householdId).map(([id]) => id);
    },
    async replace(householdId: string, row: Row, expectedVersion: number): Promise<boolean> {
      const result = await db
        .updateTable(table)
        .set({ ...toFacts(row), version: expectedVersion + 1 })
        .where('household_id', '=', householdId)
        .where('id', '=', row.id)
        .where('version', '=', expectedVersion)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async purgeTrash(deletedBefore: string): Promise<number> {
      const result = await db
        .deleteFrom(table)
        .where('deleted_at', '<', deletedBefore)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

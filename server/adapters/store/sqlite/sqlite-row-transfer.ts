import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { RowTransfer } from '#server/adapters/store/row-transfer.ts';
import type { FieldKind, Json, TablePlan, TravelRow } from '#server/adapters/store/table-plan.ts';

import type { Clock } from '#server/clock.ts';
import { applyMigrations } from './apply-migrations.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { beginStart, leaveStart, openDatabase, reasonOf } from './sqlite-database.ts';

/** Columns that are not called as the field is. */
const OTHER_NAMES: Record<string, string> = {
  from: 'from_currency',
  to: 'to_currency',
  on: 'effective_on',
};

export interface RowTransferOptions {
  /** Rows may come before what they refer to. */
  isInAnyOrder?: boolean;
}

/**
 * The rows of the database, whose schema is brought up to date first.
 * @throws Error of one line
 */
export async function openSqliteRowTransfer(
  file: string,
  clock: Clock,
  { isInAnyOrder = false }: RowTransferOptions = {},
): Promise<RowTransfer> {
  const database = openDatabase(file);
  try {
    await beginStart(database);
    applyMigrations(database, MIGRATIONS, clock);
    leaveStart(database);
    if (isInAnyOrder) database.exec('pragma foreign_keys = off');
    return createSqliteRowTransfer(database, file);
  } catch (error) {
    database.close();
    throw new Error(`The database ${file} cannot be used: ${reasonOf(error)}`, { cause: error });
  }
}

function createSqliteRowTransfer(database: DatabaseSync, place: string): RowTransfer {
  return {
    place,
    async count({ name }) {
      const { rows } = database.prepare(`select count(*) as rows from ${name}`).get() ?? {};
      return Number(rows);
    },
    async read(table, after, limit) {
      const key = keyColumns(table);
      if (key.length === 0) return after ? [] : all(database, table, `limit ${limit}`, []);
      const order = `order by ${key.join(', ')} limit ${limit}`;
      if (!after) return all(database, table, order, []);
      const place = `where (${key.join(', ')}) > (${key.map(() => '?').join(', ')})`;
      const values = table.key.map((field) => String(after[field]));
      return all(database, table, `${place} ${order}`, values);
    },
    async last(table) {
      const key = keyColumns(table);
      const order =
        key.length > 0 ? `order by ${key.map((name) => `${name} desc`).join(', ')}` : '';
      return all(database, table, `${order} limit 1`, [])[0] ?? null;
    },
    async write(table, rows) {
      const columns = columnsOf(table);
      const names = [...columns, ...(table.key.length === 0 ? ['slot'] : [])].join(', ');
      const values = [...columns.map(() => '?'), ...(table.key.length === 0 ? ['1'] : [])].join(
        ', ',
      );
      const insert = database.prepare(
        `insert into ${table.name} (${names}) values (${values}) on conflict do nothing`,
      );
      database.exec('begin immediate');
      try {
        for (const row of rows) insert.run(...valuesOf(table, row));
        database.exec('commit');
      } catch (error) {
        database.exec('rollback');
        throw error;
      }
    },
    async close() {
      database.close();
    },
  };
}

function all(
  database: DatabaseSync,
  table: TablePlan,
  rest: string,
  values: readonly SQLInputValue[],
): TravelRow[] {
  const sql = `select ${columnsOf(table).join(', ')} from ${table.name} ${rest}`;
  return database
    .prepare(sql)
    .all(...values)
    .map((row) => toTravel(table, row));
}

function toTravel({ fields }: TablePlan, row: Record<string, SQLOutputValue>): TravelRow {
  const entries = Object.entries(fields).map(([field, kind]) => {
    const values = columnsOfField(field, kind).map((column) => row[column] as ColumnValue);
    return [field, fromColumns(kind, values)] as const;
  });
  return Object.fromEntries(entries);
}

type ColumnValue = string | number | Uint8Array | null;

function fromColumns(kind: FieldKind, [first = null, second = null]: readonly ColumnValue[]): Json {
  if (first === null) return null;
  if (first instanceof Uint8Array) return Buffer.from(first).toString('base64');
  if (kind === 'cycle') return { every: first, unit: String(second) };
  if (kind === 'flag') return first === 1;
  return kind === 'list' || kind === 'prices' ? JSON.parse(String(first)) : first;
}

function valuesOf({ fields }: TablePlan, row: TravelRow): SQLInputValue[] {
  return Object.entries(fields).flatMap(([field, kind]) => toColumns(kind, row[field] ?? null));
}

function toColumns(kind: FieldKind, value: Json): SQLInputValue[] {
  if (kind === 'cycle') {
    const { every = null, unit = null } = (value ?? {}) as { every?: number; unit?: string };
    return [every, unit];
  }
  if (kind === 'bytes' && value !== null) return [Buffer.from(String(value), 'base64')];
  if (typeof value === 'boolean') return [value ? 1 : 0];
  return [typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as string)];
}

function columnsOf({ fields }: TablePlan): string[] {
  return Object.entries(fields).flatMap(([field, kind]) => columnsOfField(field, kind));
}

function columnsOfField(field: string, kind: FieldKind): string[] {
  const name =
    OTHER_NAMES[field] ?? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return kind === 'cycle' ? [`${name}_every`, `${name}_unit`] : [name];
}

function keyColumns({ key }: TablePlan): string[] {
  return key.flatMap((field) => columnsOfField(field, 'text'));
}

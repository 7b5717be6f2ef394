import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { CompiledQuery } from 'kysely';
import { withFaultsTranslated } from './sqlite-fault.ts';

/** The values of `Columns` of `Table`, in that order. */
export type RowOf<Table, Columns extends readonly (keyof Table)[]> = {
  -readonly [At in keyof Columns]: Table[Columns[At]];
};

/** A query compiled and prepared once; the parameters stand in for those it was compiled with. */
export type HotQuery<Row> = (...parameters: SQLInputValue[]) => Row[];

export type PrepareHotQuery = <Row extends readonly unknown[]>(
  query: CompiledQuery,
) => HotQuery<Row>;

/**
 * For the few queries that run with nearly every request: building and compiling a query with
 * Kysely costs more than SQLite takes for it. Rows are arrays of the selected columns.
 */
export function createPrepareHotQuery(database: DatabaseSync): PrepareHotQuery {
  return <Row extends readonly unknown[]>({ sql }: CompiledQuery) => {
    const statement = database.prepare(sql, { returnArrays: true });
    return (...parameters) =>
      withFaultsTranslated(() => statement.all(...parameters) as unknown as Row[]);
  };
}

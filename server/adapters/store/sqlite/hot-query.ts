import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { CompiledQuery } from 'kysely';
import { withFaultsTranslated } from './sqlite-fault.ts';

/** What of a connection the repositories need. */
export type StatementSource = Pick<DatabaseSync, 'prepare'>;

/** The values of `Columns` of `Table`, in that order. */
export type RowOf<Table, Columns extends readonly (keyof Table)[]> = {
  -readonly [At in keyof Columns]: Table[Columns[At]];
};

/** A query compiled and prepared once; the parameters stand in for those it was compiled with. */
type HotQuery<Row> = (...parameters: SQLInputValue[]) => Row[];

export type PrepareHotQuery = <Row extends readonly unknown[]>(
  query: CompiledQuery,
) => HotQuery<Row>;

/** {@link PrepareHotQuery} for queries of few rows: objects with the names that were selected. */
export type PrepareHotSelect = <Row>(query: CompiledQuery<Row>) => HotQuery<Row>;

/**
 * For the few queries that run with nearly every request: building and compiling a query with
 * Kysely costs more than SQLite takes for it. Rows are arrays of the selected columns.
 */
export function createPrepareHotQuery(database: StatementSource): PrepareHotQuery {
  return <Row extends readonly unknown[]>({ sql }: CompiledQuery) => {
    const statement = database.prepare(sql, { returnArrays: true });
    return (...parameters) =>
      withFaultsTranslated(() => statement.all(...parameters) as unknown as Row[]);
  };
}

export function createPrepareHotSelect(database: StatementSource): PrepareHotSelect {
  return <Row>({ sql }: CompiledQuery<Row>) => {
    const statement = database.prepare(sql, { returnArrays: true });
    const names = statement.columns().map(({ name }) => name);
    return (...parameters) => {
      const rows = withFaultsTranslated(() => statement.all(...parameters));
      return (rows as unknown as unknown[][]).map((row) => toObject(names, row) as Row);
    };
  };
}

/** The row as an object whose properties have those names. */
export function toObject(names: readonly string[], values: readonly unknown[]): object {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < names.length; at += 1) row[names[at] as string] = values[at];
  return row;
}

import type { SQLInputValue, StatementSync } from 'node:sqlite';
import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { type StatementSource, toObject } from './hot-query.ts';
import { withFaultsTranslated } from './sqlite-fault.ts';

const LONGEST_KEPT = 2_000;

interface KeptStatement {
  readonly statement: StatementSync;
  /** Names of the columns it yields; empty for a statement that yields no rows. */
  readonly columns: readonly string[];
}

/** Kysely over the `node:sqlite` connection that `database` is. It is closed by who opened it. */
export function createNodeSqliteDialect(database: StatementSource): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(createConnection(database)),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function createDriver(connection: DatabaseConnection): Driver {
  const done = async () => {};
  // Repositories write single rows, so that another engine can do without transactions too.
  const refused = async () => {
    throw new Error('The store works without transactions');
  };
  return {
    init: done,
    acquireConnection: async () => connection,
    releaseConnection: done,
    beginTransaction: refused,
    commitTransaction: refused,
    rollbackTransaction: refused,
    destroy: done,
  };
}

function createConnection(database: StatementSource): DatabaseConnection {
  const kept = new Map<string, KeptStatement>();

  function prepare(sql: string): KeptStatement {
    const known = kept.get(sql);
    if (known) return known;
    // Rows as arrays: the objects that node:sqlite builds take twice the time.
    const statement = database.prepare(sql, { returnArrays: true });
    const prepared = { statement, columns: statement.columns().map(({ name }) => name) };
    // The statements written in code are few; those of many rows come in every length.
    if (sql.length <= LONGEST_KEPT) kept.set(sql, prepared);
    return prepared;
  }

  return {
    async executeQuery<Row>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) {
      return withFaultsTranslated((): QueryResult<Row> => {
        const { statement, columns } = prepare(sql);
        const values = parameters as SQLInputValue[];
        if (columns.length > 0) {
          const rows = statement.all(...values) as unknown as unknown[][];
          return { rows: rows.map((row) => toObject(columns, row) as Row) };
        }
        return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) };
      });
    },
    // biome-ignore lint/correctness/useYield: the interface asks for a generator
    async *streamQuery() {
      throw new Error('The store does not stream');
    },
  };
}

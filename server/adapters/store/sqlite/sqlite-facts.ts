import type { DatabaseSync } from 'node:sqlite';
import type { DatabaseFacts } from '#server/backup/backup-engine.ts';

/** Counts table by table, and lets the event loop go on in between. */
export async function factsOf(database: DatabaseSync): Promise<DatabaseFacts> {
  const tables = database
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name",
    )
    .all()
    .map(({ name }) => String(name));
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const row = database.prepare(`select count(*) as rows from "${table}"`).get();
    counts[table] = Number(row?.rows);
    await new Promise(setImmediate);
  }
  const newest = tables.includes('migrations')
    ? database.prepare('select max(name) as name from migrations').get()?.name
    : null;
  return { schema: String(newest ?? 'none'), counts };
}

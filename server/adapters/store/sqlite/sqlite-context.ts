import type { Kysely } from 'kysely';
import type { DatabaseSchema } from './database-schema.ts';
import type { PrepareHotQuery, PrepareHotSelect } from './hot-query.ts';

/** What every repository here works with. */
export interface SqliteContext {
  readonly db: Kysely<DatabaseSchema>;
  readonly prepareHotQuery: PrepareHotQuery;
  readonly prepareHotSelect: PrepareHotSelect;
}

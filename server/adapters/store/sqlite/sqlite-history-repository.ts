import { readRollupKey, rollupKey, stepKey, viewKeys } from '#server/adapters/store/rollup-key.ts';
import type {
  HistoryLevel,
  HistoryRepository,
} from '#server/features/history/history-repository.ts';
import { chunksOf, ROWS_A_STATEMENT } from './row-chunks.ts';
import type { SqliteContext } from './sqlite-context.ts';

export function createSqliteHistoryRepository({ db }: SqliteContext): HistoryRepository {
  async function findEdge(level: HistoryLevel, view: string, order: 'asc' | 'desc') {
    const { first, end } = viewKeys(level, view);
    const row = await db
      .selectFrom('history_rollups')
      .select('id')
      .where('id', '>=', first)
      .where('id', '<', end)
      .orderBy('id', order)
      .limit(1)
      .executeTakeFirst();
    return row ? readRollupKey(row.id).at : null;
  }

  return {
    async put(rollups) {
      const rows = rollups.map((rollup) => ({
        id: rollupKey(rollup),
        weight: rollup.weight,
        content: rollup.content,
      }));
      for (const chunk of chunksOf(rows, ROWS_A_STATEMENT)) {
        await db
          .insertInto('history_rollups')
          .values(chunk)
          .onConflict((conflict) =>
            conflict
              .column('id')
              .doUpdateSet(({ ref }) => ({
                weight: ref('excluded.weight'),
                content: ref('excluded.content'),
              }))
              .whereRef('excluded.weight', '>=', 'history_rollups.weight'),
          )
          .execute();
      }
    },
    async list(level, view, from, to) {
      const rows = await db
        .selectFrom('history_rollups')
        .selectAll()
        .where('id', '>=', stepKey(level, view, from))
        .where('id', '<', stepKey(level, view, to))
        .orderBy('id')
        .execute();
      return rows.map(({ id, weight, content }) => ({ ...readRollupKey(id), weight, content }));
    },
    findOldest: (level, view) => findEdge(level, view, 'asc'),
    findNewest: (level, view) => findEdge(level, view, 'desc'),
    async purge(level, view, before) {
      await db
        .deleteFrom('history_rollups')
        .where('id', '>=', viewKeys(level, view).first)
        .where('id', '<', stepKey(level, view, before))
        .execute();
    },
  };
}

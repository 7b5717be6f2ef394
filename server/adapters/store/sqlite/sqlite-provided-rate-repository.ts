import type {
  ProvidedRateRepository,
  RateSheet,
} from '#server/features/rates/provided-rate-repository.ts';
import type { RateSheetTable } from './database-schema.ts';
import { chunksOf, ROWS_A_STATEMENT } from './row-chunks.ts';
import type { SqliteContext } from './sqlite-context.ts';

/** Sorts behind every day. */
const AFTER_ALL = '9999-99-99';

export function createSqliteProvidedRateRepository({ db }: SqliteContext): ProvidedRateRepository {
  return {
    async insertNew(sheets) {
      for (const chunk of chunksOf(sheets.map(toRow), ROWS_A_STATEMENT)) {
        await db
          .insertInto('rate_sheets')
          .values(chunk)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },
    async list(from) {
      const rows = await db
        .selectFrom('rate_sheets')
        .selectAll()
        .where('effective_on', '>=', from)
        .orderBy('effective_on')
        .orderBy('provider')
        .execute();
      return rows.map(toSheet);
    },
    async findNewest(provider, before = AFTER_ALL) {
      const row = await db
        .selectFrom('rate_sheets')
        .selectAll()
        .where('provider', '=', provider)
        .where('effective_on', '<', before)
        .orderBy('effective_on', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? toSheet(row) : null;
    },
    async listStates() {
      return db
        .selectFrom('rate_providers')
        .select([
          'provider',
          'answered_at as answeredAt',
          'fault_at as faultAt',
          'fault_words as faultWords',
        ])
        .orderBy('provider')
        .execute();
    },
    async putState({ provider, answeredAt, faultAt, faultWords }) {
      const facts = { answered_at: answeredAt, fault_at: faultAt, fault_words: faultWords };
      await db
        .insertInto('rate_providers')
        .values({ provider, ...facts })
        .onConflict((conflict) => conflict.column('provider').doUpdateSet(facts))
        .execute();
    },
  };
}

function toRow({ provider, on, fetchedAt, perEuro, heldBack }: RateSheet): RateSheetTable {
  return {
    provider,
    effective_on: on,
    fetched_at: fetchedAt,
    per_euro: JSON.stringify(perEuro),
    held_back: JSON.stringify(heldBack),
  };
}

function toSheet(row: RateSheetTable): RateSheet {
  return {
    provider: row.provider,
    on: row.effective_on,
    fetchedAt: row.fetched_at,
    perEuro: JSON.parse(row.per_euro),
    heldBack: JSON.parse(row.held_back),
  };
}

import { sql } from 'kysely';
import type {
  CircuitEvent,
  CircuitEventRepository,
} from '#server/features/circuit-history/circuit-event-repository.ts';
import type { CircuitEventTable } from './database-schema.ts';
import { chunksOf, ROWS_A_STATEMENT } from './row-chunks.ts';
import type { SqliteContext } from './sqlite-context.ts';

export function createSqliteCircuitEventRepository({ db }: SqliteContext): CircuitEventRepository {
  return {
    async insertNew(events) {
      for (const chunk of chunksOf(events.map(toRow), ROWS_A_STATEMENT)) {
        await db
          .insertInto('circuit_events')
          .values(chunk)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },
    async list({ from, to, circuit, turnsOnly, after, limit }) {
      let rows = db
        .selectFrom('circuit_events')
        .selectAll()
        .where('at', '>=', from)
        .where('at', '<', to);
      if (circuit !== undefined) rows = rows.where('circuit', '=', circuit);
      // Written out, because an index of turns alone is only used for a constant.
      if (turnsOnly) rows = rows.where(sql<boolean>`is_turn = 1`);
      if (after) rows = rows.where(sql<boolean>`(at, id) < (${after.at}, ${after.id})`);
      const found = await rows.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return found.map(toEvent);
    },
    async purge(before, most) {
      const old = await db.deleteFrom('circuit_events').where('at', '<', before).executeTakeFirst();
      const { numDeletedRows } = await db
        .deleteFrom('circuit_events')
        .where('id', 'in', (events) =>
          events
            .selectFrom('circuit_events')
            .select('id')
            .orderBy('at', 'desc')
            .orderBy('id', 'desc')
            .limit(-1)
            .offset(most),
        )
        .executeTakeFirst();
      return Number(old.numDeletedRows + numDeletedRows);
    },
    async listOrders() {
      return db
        .selectFrom('circuit_orders')
        .select(['circuit', 'act', 'at', 'until'])
        .orderBy('circuit')
        .execute();
    },
    async putOrder({ circuit, act, at, until }) {
      const facts = { act, at, until };
      await db
        .insertInto('circuit_orders')
        .values({ circuit, ...facts })
        .onConflict((conflict) => conflict.column('circuit').doUpdateSet(facts))
        .execute();
    },
  };
}

function toRow({
  instanceId,
  fromState,
  toState,
  isTurn,
  ...rest
}: CircuitEvent): CircuitEventTable {
  return {
    ...rest,
    instance_id: instanceId,
    from_state: fromState,
    to_state: toState,
    is_turn: Number(isTurn),
  };
}

function toEvent(row: CircuitEventTable): CircuitEvent {
  return {
    id: row.id,
    at: row.at,
    instanceId: row.instance_id,
    circuit: row.circuit,
    fromState: row.from_state,
    toState: row.to_state,
    cause: row.cause,
    fault: row.fault,
    words: row.words,
    isTurn: row.is_turn === 1,
  };
}

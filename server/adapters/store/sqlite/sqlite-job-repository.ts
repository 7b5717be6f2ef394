import { sql } from 'kysely';
import type { JobRepository, StoredJob } from '#server/jobs/job-repository.ts';
import { wasChanged } from './changed-rows.ts';
import { chunksOf, ROWS_A_STATEMENT } from './row-chunks.ts';
import type { SqliteContext } from './sqlite-context.ts';

const COLUMNS = [
  'id',
  'household_id as householdId',
  'kind',
  'payload',
  'state',
  'scheduled_for as scheduledFor',
  'claimable_at as claimableAt',
  'attempt',
  'holder',
  'created_at as createdAt',
  'started_at as startedAt',
  'ended_at as endedAt',
  'error',
] as const;

export function createSqliteJobRepository({ db }: SqliteContext): JobRepository {
  return {
    async insertMany(householdId, jobs) {
      let inserted = 0;
      for (const chunk of chunksOf(jobs, ROWS_A_STATEMENT)) {
        const rows = chunk.map((job) => ({
          id: job.id,
          household_id: householdId,
          kind: job.kind,
          payload: job.payload,
          state: 'waiting' as const,
          scheduled_for: job.scheduledFor,
          claimable_at: job.scheduledFor,
          attempt: 0,
          created_at: job.createdAt,
        }));
        const result = await db
          .insertInto('jobs')
          .values(rows)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        inserted += Number(result.numInsertedOrUpdatedRows ?? 0n);
      }
      return inserted;
    },
    async find(id) {
      const found = await db
        .selectFrom('jobs')
        .select(COLUMNS)
        .where('id', '=', id)
        .executeTakeFirst();
      return found ?? null;
    },
    async claim({ kinds, holder, now, until }) {
      // The oldest of each kind, from the index, and then the oldest of these: sorting all that are
      // due would take longer the more there are.
      const { rows } = await sql<StoredJob>`
        update jobs
        set state = 'running', holder = ${holder}, claimable_at = ${until}, started_at = ${now},
          attempt = attempt + 1
        where id = (
          select first.id
          from json_each(${JSON.stringify(kinds)}) as kinds
          join jobs as first on first.id = (
            select id from jobs
            where kind = kinds.value and claimable_at <= ${now}
            order by claimable_at limit 1
          )
          order by first.claimable_at limit 1
        )
        returning ${sql.raw(COLUMNS.join(', '))}`.execute(db);
      return rows[0] ?? null;
    },
    async renew(id, holder, until) {
      const result = await db
        .updateTable('jobs')
        .set({ claimable_at: until })
        .where('id', '=', id)
        .where('holder', '=', holder)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async finish(id, holder, { state, endedAt, error }) {
      const result = await db
        .updateTable('jobs')
        .set({ state, ended_at: endedAt, error, claimable_at: null, holder: null })
        .where('id', '=', id)
        .where('holder', '=', holder)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async putBack(id, holder, { claimableAt, attempt, error }) {
      const result = await db
        .updateTable('jobs')
        .set({ state: 'waiting', claimable_at: claimableAt, attempt, error, holder: null })
        .where('id', '=', id)
        .where('holder', '=', holder)
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async revive(id, claimableAt) {
      const result = await db
        .updateTable('jobs')
        .set({ state: 'waiting', claimable_at: claimableAt, attempt: 0, ended_at: null })
        .where('id', '=', id)
        .where('state', '=', 'dead')
        .executeTakeFirst();
      return wasChanged(result.numUpdatedRows);
    },
    async endLeasesBeyond(kinds, limit, now) {
      const result = await db
        .updateTable('jobs')
        .set({ claimable_at: now })
        .where('kind', 'in', kinds)
        .where('claimable_at', '>', limit)
        .where('state', '=', 'running')
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
    async list({ kind, state, after, limit }) {
      let rows = db
        .selectFrom('jobs')
        .select(COLUMNS)
        .where('kind', '=', kind)
        .where('state', '=', state);
      if (after) {
        const { scheduledFor, id } = after;
        rows = rows.where(sql<boolean>`(scheduled_for, id) < (${scheduledFor}, ${id})`);
      }
      return rows.orderBy('scheduled_for', 'desc').orderBy('id', 'desc').limit(limit).execute();
    },
    async count() {
      return db
        .selectFrom('jobs')
        .select(['kind', 'state', ({ fn }) => fn.countAll<number>().as('count')])
        .groupBy(['kind', 'state'])
        .orderBy('kind')
        .orderBy('state')
        .execute();
    },
    async purge(endedBefore, deadBefore) {
      const ended = await db
        .deleteFrom('jobs')
        .where('ended_at', '<', endedBefore)
        .where('state', '<>', 'dead')
        .executeTakeFirst();
      const dead = await db
        .deleteFrom('jobs')
        .where('ended_at', '<', deadBefore)
        .where('state', '=', 'dead')
        .executeTakeFirst();
      return Number(ended.numDeletedRows + dead.numDeletedRows);
    },
  };
}

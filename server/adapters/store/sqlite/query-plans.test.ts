import { DatabaseSync, type PrepareOptions } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { prepareForStoreCalls, STORE_CALLS } from '#tests/support/store-calls.ts';
import { applyMigrations } from './apply-migrations.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { createSqliteRepositories } from './sqlite-repositories.ts';

/** Statements that may read a whole table, and why that is no harm. */
const MAY_SCAN: Record<string, string> = {
  'select "id" from "users" limit ?': 'stops at the first row',
  'select "user_id" as "userId", "claimed_at" as "claimedAt" from "first_user"': 'has one row',
  'update "first_user" set "user_id" = ?, "claimed_at" = ? where "user_id" = ?': 'has one row',
  'delete from "sessions" where ("expires_at" < ? or "last_seen_at" < ?)':
    'runs in the background; an index would be rewritten with every visit',
  'delete from "password_resets" where "expires_at" < ?':
    'runs in the background; the table holds at most a row for each user',
  'select "provider", "answered_at" as "answeredAt", "fault_at" as "faultAt", "fault_words" as "faultWords" from "rate_providers" order by "provider"':
    'has a row for each provider',
  'select "kind", "state", count(*) as "count" from "jobs" group by "kind", "state" order by "kind", "state"':
    'asked by the operator only; what has ended is forgotten after days',
  'delete from "circuit_events" where "id" in (select "id" from "circuit_events" order by "at" desc, "id" desc limit ? offset ?)':
    'runs in the background, and reads an index',
  'select "circuit", "act", "at", "until" from "circuit_orders" order by "circuit"':
    'has a row for each circuit that an operator touched',
  'delete from "error_groups" where "id" in (select "id" from "error_groups" order by "last_seen_at" desc, "id" desc limit ? offset ?)':
    'counts a thousand keys of the index, when an error came for the first time',
};

const database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });
applyMigrations(database, MIGRATIONS, { now: () => 0 });
afterAll(() => database.close());

const statements = new Set<string>();
const repositories = createSqliteRepositories({
  prepare(sql: string, options?: PrepareOptions) {
    statements.add(sql);
    return database.prepare(sql, options);
  },
});
await prepareForStoreCalls(repositories);
for (const { run } of STORE_CALLS) await run(repositories);

function planOf(sql: string): string[] {
  const rows = database.prepare(`explain query plan ${sql}`).all();
  return rows.map(({ detail }) => String(detail));
}

describe('the plan of', () => {
  it.each([...statements])('%s', (sql) => {
    // A virtual table is a list that the statement was given.
    const scans = planOf(sql).filter((step) => /^SCAN (?!.*VIRTUAL TABLE)/.test(step));
    if (sql in MAY_SCAN) expect(scans).toHaveLength(1);
    else expect(scans).toEqual([]);
  });
});

describe('what every request reads', () => {
  it.each([
    ['sessions', 'token_hash'],
    ['subscriptions', 'household_id'],
    ['memberships', 'user_id'],
    ['users', 'email_key'],
  ])('is found in %s by %s, without sorting', (table, column) => {
    const plans = [...statements]
      .filter(
        (sql) => sql.startsWith('select') && sql.includes(`from "${table}" where "${column}"`),
      )
      .map(planOf);
    expect(plans).not.toEqual([]);
    for (const plan of plans) {
      expect(plan).toEqual([expect.stringMatching(/^SEARCH \w+ USING (PRIMARY KEY|.*INDEX)/)]);
    }
  });
});

it('a claim finds the oldest of each kind in the index, without reading what else is due', () => {
  const [claim = ''] = [...statements].filter((sql) => /holder.*json_each/s.test(sql));
  expect(planOf(claim)).toContain(
    'SEARCH jobs USING INDEX jobs_by_turn (kind=? AND claimable_at<?)',
  );
});

it('has a statement for every exception', () => {
  expect(Object.keys(MAY_SCAN).filter((sql) => !statements.has(sql))).toEqual([]);
});

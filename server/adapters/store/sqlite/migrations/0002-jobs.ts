import type { Migration } from './migration.ts';

/*
 * jobs_by_turn holds what waits or runs and nothing that has ended, so that a claim costs the same
 * however many runs are remembered.
 */
export const jobs: Migration = {
  name: '0002-jobs',
  sql: `
create table jobs (
  id            text not null primary key,
  household_id  text references households (id) on delete cascade,
  kind          text not null,
  payload       text not null check (json_valid(payload)),
  state         text not null check (state in ('waiting', 'running', 'done', 'skipped', 'dead')),
  scheduled_for text not null check (scheduled_for glob '????-??-??T??:??:??.???Z'),
  claimable_at  text check (claimable_at glob '????-??-??T??:??:??.???Z'),
  attempt       integer not null check (attempt >= 0),
  holder        text,
  created_at    text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  started_at    text check (started_at glob '????-??-??T??:??:??.???Z'),
  ended_at      text check (ended_at glob '????-??-??T??:??:??.???Z'),
  error         text,
  check ((claimable_at is null) = (state in ('done', 'skipped', 'dead'))),
  check ((ended_at is null) = (state in ('waiting', 'running'))),
  check ((holder is null) = (state <> 'running'))
) strict;
create index jobs_by_turn on jobs (kind, claimable_at) where claimable_at is not null;
create index jobs_by_kind on jobs (kind, state, scheduled_for, id);
create index jobs_by_end on jobs (ended_at) where ended_at is not null;
create index jobs_by_household on jobs (household_id) where household_id is not null;
`,
};

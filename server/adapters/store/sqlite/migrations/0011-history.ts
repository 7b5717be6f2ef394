import type { Migration } from './migration.ts';

/*
 * The id of a rollup is its level, view, step and instance, so that the index of the key is the
 * only one, and a time of one view is a stretch of it.
 */
export const history: Migration = {
  name: '0011-history',
  sql: `
create table history_rollups (
  id      text not null primary key,
  weight  integer not null check (weight >= 1),
  content blob not null
) strict;

create table instances (
  id           text not null primary key,
  name         text not null,
  version      text not null,
  node         text not null,
  pid          integer not null,
  started_at   text not null check (started_at glob '????-??-??T??:??:??.???Z'),
  last_seen_at text not null check (last_seen_at glob '????-??-??T??:??:??.???Z'),
  stopped_at   text check (stopped_at glob '????-??-??T??:??:??.???Z')
) strict;
create index instances_by_sight on instances (last_seen_at);
`,
};

import type { Migration } from './migration.ts';

/* A category may be purged while a budget names it: the budget stays, and says so. */
export const budgets: Migration = {
  name: '0005-budgets',
  sql: `
create table budgets (
  household_id text not null references households (id) on delete cascade,
  id           text not null,
  version      integer not null check (version >= 1),
  name         text not null,
  limit_minor  integer not null check (limit_minor >= 0),
  currency     text not null,
  period       text not null check (period in ('month', 'year')),
  category_id  text,
  created_at   text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  updated_at   text not null check (updated_at glob '????-??-??T??:??:??.???Z'),
  deleted_at   text check (deleted_at glob '????-??-??T??:??:??.???Z'),
  primary key (household_id, id)
) strict, without rowid;
create index budgets_in_trash on budgets (deleted_at) where deleted_at is not null;
`,
};

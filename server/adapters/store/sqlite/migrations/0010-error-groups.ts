import type { Migration } from './migration.ts';

export const errorGroups: Migration = {
  name: '0010-error-groups',
  sql: `
create table error_groups (
  id              text not null primary key,
  version         integer not null check (version >= 1),
  state           text not null check (state in ('open', 'resolved')),
  source          text not null,
  type            text not null,
  code            text,
  message         text not null,
  place           text,
  count           integer not null check (count >= 1),
  household_count integer not null check (household_count >= 0),
  first_seen_at   text not null check (first_seen_at glob '????-??-??T??:??:??.???Z'),
  last_seen_at    text not null check (last_seen_at glob '????-??-??T??:??:??.???Z'),
  resolved_at     text check (resolved_at glob '????-??-??T??:??:??.???Z'),
  reopened_at     text check (reopened_at glob '????-??-??T??:??:??.???Z'),
  release         text not null,
  details         text not null check (json_valid(details))
) strict;
create index error_groups_by_state on error_groups (state, last_seen_at, id);
create index error_groups_by_age on error_groups (last_seen_at, id);
`,
};

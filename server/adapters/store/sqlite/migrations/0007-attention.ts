import type { Migration } from './migration.ts';

export const attention: Migration = {
  name: '0007-attention',
  sql: `
create table attention_marks (
  household_id text not null,
  user_id      text not null,
  version      integer not null check (version >= 1),
  seen         text not null check (json_valid(seen)),
  dismissed    text not null check (json_valid(dismissed)),
  created_at   text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  updated_at   text not null check (updated_at glob '????-??-??T??:??:??.???Z'),
  primary key (household_id, user_id),
  foreign key (household_id, user_id)
    references memberships (household_id, user_id) on delete cascade
) strict, without rowid;
`,
};

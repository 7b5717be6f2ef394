import type { Migration } from './migration.ts';

/* They belong to a membership: whoever leaves a household takes theirs out of it. */
export const channels: Migration = {
  name: '0003-channels',
  sql: `
create table channels (
  household_id text not null,
  user_id      text not null,
  id           text not null,
  version      integer not null check (version >= 1),
  name         text not null,
  kind         text not null,
  settings     text not null check (json_valid(settings)),
  secrets      text not null check (json_valid(secrets)),
  fault_at     text check (fault_at glob '????-??-??T??:??:??.???Z'),
  fault_words  text,
  created_at   text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  updated_at   text not null check (updated_at glob '????-??-??T??:??:??.???Z'),
  deleted_at   text check (deleted_at glob '????-??-??T??:??:??.???Z'),
  primary key (household_id, user_id, id),
  foreign key (household_id, user_id)
    references memberships (household_id, user_id) on delete cascade,
  check ((fault_at is null) = (fault_words is null))
) strict, without rowid;
create index channels_in_trash on channels (deleted_at) where deleted_at is not null;
`,
};

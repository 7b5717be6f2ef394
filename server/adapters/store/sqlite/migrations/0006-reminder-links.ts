import type { Migration } from './migration.ts';

export const reminderLinks: Migration = {
  name: '0006-reminder-links',
  sql: `
create table reminder_link_uses (
  household_id text not null references households (id) on delete cascade,
  id           text not null,
  snooze_until text check (snooze_until glob '????-??-??T??:??:??.???Z'),
  begun_at     text not null check (begun_at glob '????-??-??T??:??:??.???Z'),
  done_at      text check (done_at glob '????-??-??T??:??:??.???Z'),
  primary key (household_id, id)
) strict, without rowid;
create index reminder_link_uses_by_age on reminder_link_uses (begun_at);
`,
};

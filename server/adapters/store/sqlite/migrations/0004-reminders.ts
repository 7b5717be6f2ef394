import type { Migration } from './migration.ts';

/*
 * Settings go with the membership or the subscription that they are for: each reference has a
 * column of its own, computed, and null where the row is for something else.
 */
export const reminders: Migration = {
  name: '0004-reminders',
  sql: `
create table reminder_settings (
  household_id    text not null references households (id) on delete cascade,
  scope           text not null check (scope in ('household', 'member', 'subscription')),
  owner_id        text not null,
  version         integer not null check (version >= 1),
  settings        text not null check (json_valid(settings)),
  created_at      text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  updated_at      text not null check (updated_at glob '????-??-??T??:??:??.???Z'),
  user_id         text as (case scope when 'member' then owner_id end) stored,
  subscription_id text as (case scope when 'subscription' then owner_id end) stored,
  primary key (household_id, scope, owner_id),
  foreign key (household_id, user_id)
    references memberships (household_id, user_id) on delete cascade,
  foreign key (household_id, subscription_id)
    references subscriptions (household_id, id) on delete cascade
) strict, without rowid;
create index reminder_settings_of_member on reminder_settings (household_id, user_id)
  where user_id is not null;
create index reminder_settings_of_subscription on reminder_settings (household_id, subscription_id)
  where subscription_id is not null;

create table reminder_deliveries (
  household_id text not null,
  id           text not null,
  user_id      text not null,
  channel_id   text not null,
  kind         text not null,
  subject_id   text not null,
  occurrence   text not null check (occurrence glob '????-??-??'),
  days         integer not null check (days >= 0),
  send_at      text not null check (send_at glob '????-??-??T??:??:??.???Z'),
  digest_id    text,
  state        text not null check (state in ('pending', 'sent', 'failed', 'dropped')),
  is_late      integer not null check (is_late in (0, 1)),
  note         text,
  attempts     integer not null check (attempts >= 0),
  created_at   text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  ended_at     text check (ended_at glob '????-??-??T??:??:??.???Z'),
  primary key (household_id, id),
  foreign key (household_id, user_id)
    references memberships (household_id, user_id) on delete cascade,
  check ((ended_at is null) = (state = 'pending'))
) strict, without rowid;
create index reminder_deliveries_of_channel
  on reminder_deliveries (household_id, user_id, channel_id, send_at);
create index reminder_deliveries_newest on reminder_deliveries (household_id, user_id, created_at, id);
create index reminder_deliveries_pending on reminder_deliveries (household_id, send_at, id)
  where state = 'pending';
create index reminder_deliveries_by_age on reminder_deliveries (created_at);
`,
};

import type { Migration } from './migration.ts';

/*
 * Most tables are clustered by household (WITHOUT ROWID, household_id first in the primary key):
 * a household's list reads neighbouring pages, however many households there are.
 * Instants are compared as text, so their form is checked to the last digit.
 * category_id and payment_method_id are no foreign keys: a reference may outlive its target.
 * password_resets has none either: rows are written for addresses that have no account, too.
 */
export const firstSchema: Migration = {
  name: '0001-first-schema',
  sql: `
create table users (
  id            text not null primary key,
  version       integer not null check (version >= 1),
  name          text not null,
  email         text not null,
  email_key     text not null unique,
  password_hash text not null,
  role          text not null check (role in ('operator', 'user')),
  household_id  text not null,
  created_at    text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  updated_at    text not null check (updated_at glob '????-??-??T??:??:??.???Z')
) strict, without rowid;

create table first_user (
  slot       integer not null primary key check (slot = 1),
  user_id    text not null,
  claimed_at text not null check (claimed_at glob '????-??-??T??:??:??.???Z')
) strict;

create table sessions (
  token_hash   text not null primary key,
  id           text not null unique,
  user_id      text not null references users (id) on delete cascade,
  created_at   text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  last_seen_at text not null check (last_seen_at glob '????-??-??T??:??:??.???Z'),
  expires_at   text not null check (expires_at glob '????-??-??T??:??:??.???Z'),
  user_agent   text
) strict, without rowid;
create index sessions_by_user on sessions (user_id);

create table password_resets (
  token_hash text not null primary key,
  user_id    text not null unique,
  created_at text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  expires_at text not null check (expires_at glob '????-??-??T??:??:??.???Z')
) strict, without rowid;

create table households (
  id            text not null primary key,
  version       integer not null check (version >= 1),
  name          text not null,
  base_currency text not null,
  time_zone     text not null,
  created_at    text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  updated_at    text not null check (updated_at glob '????-??-??T??:??:??.???Z')
) strict, without rowid;

create table memberships (
  household_id text not null references households (id) on delete cascade,
  user_id      text not null references users (id) on delete cascade,
  role         text not null check (role in ('viewer', 'member', 'admin', 'owner')),
  created_at   text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  primary key (household_id, user_id)
) strict, without rowid;
create index memberships_by_user on memberships (user_id, created_at, household_id, role);

create table subscriptions (
  household_id         text not null references households (id) on delete cascade,
  id                   text not null,
  version              integer not null check (version >= 1),
  name                 text not null,
  cycle_every          integer check (cycle_every between 1 and 999),
  cycle_unit           text check (cycle_unit in ('day', 'week', 'month', 'year')),
  anchor               text not null check (anchor glob '????-??-??'),
  weekend_rule         text not null
    check (weekend_rule in ('none', 'next-business-day', 'previous-business-day')),
  prices               text not null check (json_valid(prices)),
  pauses               text not null check (json_valid(pauses)),
  trial_ends_on        text check (trial_ends_on glob '????-??-??'),
  auto_renews          integer not null check (auto_renews in (0, 1)),
  notice_every         integer check (notice_every between 1 and 999),
  notice_unit          text check (notice_unit in ('day', 'week', 'month', 'year')),
  minimum_term_ends_on text check (minimum_term_ends_on glob '????-??-??'),
  cancelled_on         text check (cancelled_on glob '????-??-??'),
  access_until         text check (access_until glob '????-??-??'),
  url                  text,
  cancel_url           text,
  service              text,
  notes                text not null,
  tags                 text not null check (json_valid(tags)),
  category_id          text,
  payment_method_id    text,
  created_at           text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  updated_at           text not null check (updated_at glob '????-??-??T??:??:??.???Z'),
  deleted_at           text check (deleted_at glob '????-??-??T??:??:??.???Z'),
  primary key (household_id, id),
  check ((cycle_every is null) = (cycle_unit is null)),
  check ((notice_every is null) = (notice_unit is null)),
  check ((cancelled_on is null) = (access_until is null))
) strict, without rowid;
create index subscriptions_in_trash on subscriptions (deleted_at) where deleted_at is not null;

create table payments (
  household_id    text not null,
  subscription_id text not null,
  due_on          text not null check (due_on glob '????-??-??'),
  version         integer not null check (version >= 1),
  status          text not null check (status in ('paid', 'skipped')),
  paid_on         text check (paid_on glob '????-??-??'),
  amount_minor    integer check (amount_minor >= 0),
  currency        text,
  created_at      text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  updated_at      text not null check (updated_at glob '????-??-??T??:??:??.???Z'),
  primary key (household_id, subscription_id, due_on),
  foreign key (household_id, subscription_id)
    references subscriptions (household_id, id) on delete cascade,
  check ((amount_minor is null) = (currency is null))
) strict, without rowid;

create table categories (
  household_id text not null references households (id) on delete cascade,
  id           text not null,
  version      integer not null check (version >= 1),
  name         text not null,
  color        text not null,
  created_at   text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  updated_at   text not null check (updated_at glob '????-??-??T??:??:??.???Z'),
  deleted_at   text check (deleted_at glob '????-??-??T??:??:??.???Z'),
  primary key (household_id, id)
) strict, without rowid;
create index categories_in_trash on categories (deleted_at) where deleted_at is not null;

create table payment_methods (
  household_id text not null references households (id) on delete cascade,
  id           text not null,
  version      integer not null check (version >= 1),
  label        text not null,
  kind         text not null,
  last_four    text check (length(last_four) = 4),
  expires_in   text check (expires_in glob '????-??'),
  created_at   text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  updated_at   text not null check (updated_at glob '????-??-??T??:??:??.???Z'),
  deleted_at   text check (deleted_at glob '????-??-??T??:??:??.???Z'),
  primary key (household_id, id)
) strict, without rowid;
create index payment_methods_in_trash on payment_methods (deleted_at) where deleted_at is not null;

create table rates (
  household_id  text not null references households (id) on delete cascade,
  from_currency text not null,
  to_currency   text not null,
  effective_on  text not null check (effective_on glob '????-??-??'),
  rate          text not null,
  source        text not null,
  primary key (household_id, from_currency, to_currency, effective_on)
) strict, without rowid;

create table imports (
  household_id text not null references households (id) on delete cascade,
  id           text not null,
  version      integer not null check (version >= 1),
  format       text not null,
  content      text not null check (json_valid(content)),
  created_at   text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  expires_at   text not null check (expires_at glob '????-??-??T??:??:??.???Z'),
  primary key (household_id, id)
) strict;
create index imports_by_expiry on imports (expires_at);

create table calendar_feeds (
  household_id text not null primary key references households (id) on delete cascade,
  token_hash   text not null unique,
  created_at   text not null check (created_at glob '????-??-??T??:??:??.???Z')
) strict, without rowid;

create table idempotency_records (
  household_id text not null references households (id) on delete cascade,
  key          text not null,
  fingerprint  text not null,
  resource_id  text not null,
  created_at   text not null check (created_at glob '????-??-??T??:??:??.???Z'),
  response     text check (json_valid(response)),
  primary key (household_id, key)
) strict;
create index idempotency_records_by_age on idempotency_records (created_at);
`,
};

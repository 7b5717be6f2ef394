import type { Migration } from './migration.ts';

export const providedRates: Migration = {
  name: '0008-provided-rates',
  sql: `
create table rate_sheets (
  provider     text not null,
  effective_on text not null check (effective_on glob '????-??-??'),
  fetched_at   text not null check (fetched_at glob '????-??-??T??:??:??.???Z'),
  per_euro     text not null check (json_valid(per_euro)),
  held_back    text not null check (json_valid(held_back)),
  primary key (provider, effective_on)
) strict;
create index rate_sheets_by_day on rate_sheets (effective_on, provider);

create table rate_providers (
  provider    text not null primary key,
  answered_at text check (answered_at glob '????-??-??T??:??:??.???Z'),
  fault_at    text check (fault_at glob '????-??-??T??:??:??.???Z'),
  fault_words text
) strict, without rowid;
`,
};

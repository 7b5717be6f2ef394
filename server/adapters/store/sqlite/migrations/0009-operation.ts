import type { Migration } from './migration.ts';

/*
 * What happened to the installation itself. Nothing refers to people's rows: an act stays when
 * whoever did it deletes their account.
 */
export const operation: Migration = {
  name: '0009-operation',
  sql: `
create table circuit_events (
  id          text not null primary key,
  at          text not null check (at glob '????-??-??T??:??:??.???Z'),
  instance_id text not null,
  circuit     text not null,
  from_state  text not null,
  to_state    text not null,
  cause       text not null,
  fault       text,
  words       text,
  is_turn     integer not null check (is_turn in (0, 1))
) strict, without rowid;
create index circuit_events_by_time on circuit_events (at, id);
create index circuit_events_by_circuit on circuit_events (circuit, at, id);
create index circuit_turns_by_time on circuit_events (at, id) where is_turn = 1;
create index circuit_turns_by_circuit on circuit_events (circuit, at, id) where is_turn = 1;

create table circuit_orders (
  circuit text not null primary key,
  act     text not null check (act in ('isolate', 'reset')),
  at      text not null check (at glob '????-??-??T??:??:??.???Z'),
  until   text check (until glob '????-??-??T??:??:??.???Z'),
  check ((until is null) = (act = 'reset'))
) strict, without rowid;

create table operator_acts (
  id          text not null primary key,
  at          text not null check (at glob '????-??-??T??:??:??.???Z'),
  instance_id text not null,
  user_id     text not null,
  method      text not null,
  route       text not null,
  params      text not null check (json_valid(params)),
  status      integer not null,
  request_id  text not null
) strict, without rowid;
create index operator_acts_by_time on operator_acts (at, id);
`,
};

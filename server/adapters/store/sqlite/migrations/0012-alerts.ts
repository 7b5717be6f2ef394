import type { Migration } from './migration.ts';

export const alerts: Migration = {
  name: '0012-alerts',
  sql: `
create table alert_documents (
  name    text not null primary key,
  version integer not null check (version >= 1),
  content text not null check (json_valid(content))
) strict, without rowid;

create table alert_incidents (
  id          text not null primary key,
  rule        text not null,
  subject     text not null,
  severity    text not null check (severity in ('page', 'warning')),
  since       text not null check (since glob '????-??-??T??:??:??.???Z'),
  fired_at    text not null check (fired_at glob '????-??-??T??:??:??.???Z'),
  resolved_at text check (resolved_at glob '????-??-??T??:??:??.???Z'),
  value       text,
  note        text
) strict, without rowid;
create index alert_incidents_by_firing on alert_incidents (fired_at, id);
create index alert_incidents_by_end on alert_incidents (resolved_at);
`,
};

import type { NoticeKind } from '#shared/schemas/channel-resource-schemas.ts';
import { type ChannelField, FIELDS } from './fields.ts';

/** The name of a checkbox that takes a stored secret away. */
export const forgetName = (name: string) => `forget.${name}`;
export const controlName = (name: string) => `settings.${name}`;

type Value = string | number | Record<string, string>;

/** What a form says of a channel that is new: empty fields are left out. */
export function newSettings(kind: NoticeKind, data: FormData): Record<string, unknown> {
  const given = FIELDS[kind].map((field) => [field.name, said(field, data)] as const);
  return { kind, ...Object.fromEntries(given.filter(([, value]) => value !== null)) };
}

/** What it says of one that is there: empty fields are taken away, but secrets only when asked to. */
export function changedSettings(kind: NoticeKind, data: FormData): Record<string, Value | null> {
  const given = FIELDS[kind].map((field) => [field, said(field, data)] as const);
  const meant = given.filter(
    ([{ name, isSecret }, value]) => !isSecret || value !== null || data.has(forgetName(name)),
  );
  return Object.fromEntries(meant.map(([{ name }, value]) => [name, value]));
}

function said({ name, type }: ChannelField, data: FormData): Value | null {
  const text = String(data.get(controlName(name)) ?? '');
  if (text.trim() === '') return null;
  // What is no number is sent as it is: the server says what is wrong with it.
  if (type === 'number') return /^\d+$/.test(text.trim()) ? Number(text) : text;
  return type === 'headers' ? readHeaders(text) : text.trim();
}

function readHeaders(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.map((line) => {
    const [name = '', ...value] = line.split(':');
    return [name.trim(), value.join(':').trim()];
  });
  return Object.fromEntries(pairs);
}

import type { Retention } from './retention.ts';

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `30m`, `6h` or `1d`; undefined if it is no such time. */
export function readDuration(text: string): number | undefined {
  const [, number = '', unit = ''] = /^([1-9]\d{0,3})([mhd])$/.exec(text) ?? [];
  return number === '' ? undefined : Number(number) * (UNITS[unit] ?? Number.NaN);
}

/** What `hourly=24,daily=7` says; what is not named is 0. Undefined if it says nothing of the kind. */
export function readRetention(text: string): Retention | undefined {
  const retention = { hourly: 0, daily: 0, weekly: 0, monthly: 0 };
  const named = new Set<string>();
  for (const part of text.split(',')) {
    const [, name = '', number = ''] = /^\s*([a-z]+)\s*=\s*(\d{1,4})\s*$/.exec(part) ?? [];
    if (!Object.hasOwn(retention, name) || named.has(name)) return undefined;
    named.add(name);
    retention[name as keyof Retention] = Number(number);
  }
  return Object.values(retention).some((number) => number > 0) ? retention : undefined;
}

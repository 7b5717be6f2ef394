import type { Cycle, Pause, Unit } from '#shared/subscriptions/subscription.ts';
import type { ImportedSubscription } from './imported-subscription.ts';

/** What a cell holds, or in words what is wrong with it. */
export type Reading<Value> = { value: Value } | { fault: string };

export const ONCE = 'once';

export function writeCycle(cycle: Cycle | null): string {
  if (cycle === null) return ONCE;
  return `${cycle.every} ${cycle.unit}${cycle.every === 1 ? '' : 's'}`;
}

export function readCycle(cell: string): Reading<Cycle | null> {
  if (cell.trim().toLowerCase() === ONCE) return { value: null };
  const match = /^\s*(\d{1,6}) (day|week|month|year)s?\s*$/i.exec(cell);
  if (!match) return { fault: `“${cell}” is neither “${ONCE}” nor a length such as “3 months”` };
  const [, every, unit = ''] = match;
  return { value: { every: Number(every), unit: unit.toLowerCase() as Unit } };
}

type Price = ImportedSubscription['prices'][number];

/** `2026-01-31 15.49 USD; 2027-01-31 17.99 USD` */
export function writePrices(prices: readonly Price[]): string {
  return prices.map(({ from, amount, currency }) => `${from} ${amount} ${currency}`).join('; ');
}

export function readPrices(
  cell: string,
): Reading<{ from?: string; amount: string; currency: string }[]> {
  const prices = cell.split(';').map((part) => /^\s*(?:(\S+)\s+)?(\S+)\s+(\S+)\s*$/.exec(part));
  const value = prices.map((match) => {
    const [, from, amount = '', currency = ''] = match ?? [];
    return { ...(from ? { from } : {}), amount, currency };
  });
  return prices.includes(null)
    ? { fault: `“${cell}” is no price such as “2026-01-31 15.49 USD”` }
    : { value };
}

/** `2026-03-01..2026-05-01; 2026-10-01..` */
export function writePauses(pauses: readonly Pause[]): string {
  return pauses.map(({ from, until }) => `${from}..${until ?? ''}`).join('; ');
}

export function readPauses(cell: string): Reading<{ from: string; until: string | null }[]> {
  const pauses = cell.split(';').map((part) => /^\s*([\d-]+)\.\.([\d-]*)\s*$/.exec(part));
  const value = pauses.map((match) => ({ from: match?.[1] ?? '', until: match?.[2] || null }));
  return pauses.includes(null)
    ? { fault: `“${cell}” is no pause such as “2026-03-01..2026-05-01”` }
    : { value };
}

/** `video; shared`; a semicolon or backslash that belongs to a tag follows a backslash. */
export function writeTags(tags: readonly string[]): string {
  return tags.map((tag) => tag.replace(/[\\;]/g, '\\$&')).join('; ');
}

export function readTags(cell: string): Reading<string[]> {
  const tags = cell.match(/(?:\\.|[^\\;]|\\$)+/gs) ?? [];
  const value = tags.map((tag) => tag.trim().replace(/\\(.)/gs, '$1')).filter(Boolean);
  return { value };
}

export function writeFlag(flag: boolean): string {
  return flag ? 'yes' : 'no';
}

export function readFlag(cell: string): Reading<boolean> {
  const word = cell.trim().toLowerCase();
  if (['yes', 'true', '1'].includes(word)) return { value: true };
  if (['no', 'false', '0'].includes(word)) return { value: false };
  return { fault: `“${cell}” is neither yes nor no` };
}

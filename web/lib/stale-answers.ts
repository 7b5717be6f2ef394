import { replaceEqualDeep } from '@tanstack/react-query';

interface Mark {
  /** When the answer was last known to be true, in milliseconds since 1970. */
  trueAt: number;
  /** It comes from this device, because the server did not answer. */
  isKept: boolean;
}
const marks = new WeakMap<object, Mark>();

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * Notes that an answer was given while the server could not ask its database. RFC 9211: a time to
 * live below zero is for how many seconds it has been stale.
 */
export function markIfStale(answer: unknown, cacheStatus: string | null, now: number): void {
  const [, seconds] = /;\s*ttl=-(\d+)/.exec(cacheStatus ?? '') ?? [];
  if (seconds === undefined || !isObject(answer)) return;
  marks.set(answer, { trueAt: now - Number(seconds) * 1_000, isKept: false });
}

/** Notes that an answer was kept on this device, and when it was true. */
export function markAsKept(answer: unknown, trueAt: number): void {
  if (isObject(answer)) marks.set(answer, { trueAt, isKept: true });
}

/** When what a query holds was last known to be true; null: when it was asked for. */
export function staleSince(data: unknown): number | null {
  const ages = marksOf(data).map(({ trueAt }) => trueAt);
  return ages.length > 0 ? Math.min(...ages) : null;
}

/** Whether what a query holds comes from this device, at least in part. */
export function isFromDevice(data: unknown): boolean {
  return marksOf(data).some(({ isKept }) => isKept);
}

function marksOf(data: unknown): Mark[] {
  if (!isObject(data)) return [];
  return [data, ...pagesOf(data)].flatMap((part) => marks.get(part) ?? []);
}

/** As React Query does itself: parts that are the same stay the same, here with the mark of the newer. */
export function shareUnchanged(before: unknown, after: unknown): unknown {
  const shared: unknown = replaceEqualDeep(before, after);
  carryMark(after, shared);
  const pages = isObject(shared) ? pagesOf(shared) : [];
  for (const [at, page] of (isObject(after) ? pagesOf(after) : []).entries()) {
    carryMark(page, pages[at]);
  }
  return shared;
}

function carryMark(from: unknown, to: unknown): void {
  if (from === to || !isObject(from) || !isObject(to)) return;
  const mark = marks.get(from);
  if (mark === undefined) marks.delete(to);
  else marks.set(to, mark);
}

/** Of an infinite query. */
function pagesOf(data: object): object[] {
  return 'pages' in data && Array.isArray(data.pages) ? data.pages.filter(isObject) : [];
}

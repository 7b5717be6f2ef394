import { replaceEqualDeep } from '@tanstack/react-query';

/** Answer → when it was last known to be true, in milliseconds since 1970. */
const trueAt = new WeakMap<object, number>();

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * Notes that an answer was given while the server could not ask its database. RFC 9211: a time to
 * live below zero is for how many seconds it has been stale.
 */
export function markIfStale(answer: unknown, cacheStatus: string | null, now: number): void {
  const [, seconds] = /;\s*ttl=-(\d+)/.exec(cacheStatus ?? '') ?? [];
  if (seconds !== undefined && isObject(answer)) trueAt.set(answer, now - Number(seconds) * 1_000);
}

/** When what a query holds was last known to be true; null: when it was asked for. */
export function staleSince(data: unknown): number | null {
  if (!isObject(data)) return null;
  const ages = [data, ...pagesOf(data)].flatMap((part) => trueAt.get(part) ?? []);
  return ages.length > 0 ? Math.min(...ages) : null;
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
  const mark = trueAt.get(from);
  if (mark === undefined) trueAt.delete(to);
  else trueAt.set(to, mark);
}

/** Of an infinite query. */
function pagesOf(data: object): object[] {
  return 'pages' in data && Array.isArray(data.pages) ? data.pages.filter(isObject) : [];
}

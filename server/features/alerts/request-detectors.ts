import type { LabelMatch } from './alert-signals.ts';
import { type Detector, readingOf } from './detector.ts';

/** Too little happened to say that something is wrong. */
const QUIET = { subject: '', isBad: false, value: null, note: null } as const;

/** The share of a counter that has those labels. */
export function detectShare(metric: string, match: LabelMatch): Detector {
  return async ({ signals: { history }, rule, now }) => {
    const from = now - rule.window * 1_000;
    const all = await history.sum(metric, {}, from, now);
    if (all < rule.minimumEvents) return [QUIET];
    return [readingOf(rule, (await history.sum(metric, match, from, now)) / all)];
  };
}

export function detectQuantile(metric: string, q: number): Detector {
  return async ({ signals: { history }, rule, now }) => {
    const from = now - rule.window * 1_000;
    if ((await history.count(metric, {}, from, now)) < rule.minimumEvents) return [QUIET];
    const value = await history.quantile(metric, {}, q, from, now);
    return [value === null ? QUIET : readingOf(rule, value)];
  };
}

const LOOKUPS = 'duetide_cache_requests_total';

/** What a cache can answer: an old answer that is given because the database is away is no hit. */
export const detectHitRate: Detector = async ({ signals: { history }, rule, now }) => {
  const from = now - rule.window * 1_000;
  const all = await history.sum(LOOKUPS, {}, from, now);
  if (all < rule.minimumEvents) return [QUIET];
  return [readingOf(rule, (await history.sum(LOOKUPS, { outcome: 'hit' }, from, now)) / all)];
};

import type { Clock } from '#server/clock.ts';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import type { AlertHistory, LabelMatch } from './alert-signals.ts';

/** What is kept of counters and histograms: the labels that rules ask for, summed over all others. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  duetide_http_requests_total: ['status'],
  duetide_cache_requests_total: ['outcome'],
  duetide_circuit_changes_total: ['circuit', 'to'],
  duetide_rate_limit_rejections_total: [],
  duetide_http_request_duration_seconds: ['le'],
  duetide_event_loop_delay_seconds: ['le'],
};
const KEPT_MS = 20 * 60_000;
const LABEL = /([a-z_]+)="((?:[^"\\]|\\.)*)"/g;

interface Snapshot {
  readonly at: number;
  readonly values: ReadonlyMap<string, number>;
}

export interface OwnHistory extends AlertHistory {
  /** Takes down how everything stands; every ten seconds or so. */
  sample(): void;
}

/**
 * What this process has counted in the last twenty minutes, in its memory: so that alerts can be
 * told from it while nothing else can be asked. What was never seen before counts from zero.
 */
export function createOwnHistory(deps: {
  metrics: Pick<Metrics, 'families'>;
  clock: Clock;
  instanceId: string;
}): OwnHistory {
  const { metrics, clock, instanceId } = deps;
  const snapshots: Snapshot[] = [];

  function read(): ReadonlyMap<string, number> {
    const values = new Map<string, number>();
    for (const family of metrics.families()) {
      const kept = KEPT[family.name];
      if (!kept) continue;
      for (const { name, labels, value } of family.samples()) {
        if (family.type === 'histogram' && !name.endsWith('_bucket')) continue;
        const key = keyOf(family.name, pick(labels, kept));
        values.set(key, (values.get(key) ?? 0) + value);
      }
    }
    return values;
  }

  /** How much everything rose in between: at the newest look not after `to`, less that at `from`. */
  function rises(metric: string, match: LabelMatch, from: number, to: number) {
    const before = snapshots.findLast(({ at }) => at <= from)?.values;
    const after = snapshots.findLast(({ at }) => at <= to)?.values;
    const found: { labels: Map<string, string>; rise: number }[] = [];
    for (const [key, value] of after ?? []) {
      if (!key.startsWith(`${metric}{`)) continue;
      const labels = labelsOf(key);
      if (!Object.entries(match).every(([name, wanted]) => labels.get(name) === wanted)) continue;
      found.push({ labels, rise: value - (before?.get(key) ?? 0) });
    }
    return found;
  }

  function buckets(metric: string, from: number, to: number) {
    return rises(metric, {}, from, to)
      .map(({ labels, rise }) => ({ bound: boundOf(labels.get('le')), count: rise }))
      .sort((left, right) => left.bound - right.bound);
  }

  return {
    sample() {
      const now = clock.now();
      snapshots.push({ at: now, values: read() });
      while (snapshots[0] && now - snapshots[0].at > KEPT_MS) snapshots.shift();
    },
    async sum(metric, match, from, to) {
      return rises(metric, match, from, to).reduce((sum, { rise }) => sum + rise, 0);
    },
    async count(metric, _match, from, to) {
      return buckets(metric, from, to).at(-1)?.count ?? 0;
    },
    async quantile(metric, _match, q, from, to) {
      return quantileOf(buckets(metric, from, to), q);
    },
    async newest(metric, match) {
      const at = clock.now();
      const found: { instanceId: string; at: number; value: number }[] = [];
      for (const family of metrics.families()) {
        if (family.name !== metric) continue;
        for (const { labels, value } of family.samples()) {
          const present = labelsOf(labels);
          if (Object.entries(match).every(([name, wanted]) => present.get(name) === wanted)) {
            found.push({ instanceId, at, value });
          }
        }
      }
      return found;
    },
  };
}

/** As Prometheus estimates it: evenly spread within the bucket. */
function quantileOf(
  buckets: readonly { bound: number; count: number }[],
  q: number,
): number | null {
  const all = buckets.at(-1)?.count ?? 0;
  if (all === 0) return null;
  const rank = q * all;
  const at = buckets.findIndex(({ count }) => count >= rank);
  const bucket = buckets[at];
  const below = buckets[at - 1] ?? { bound: 0, count: 0 };
  if (!bucket || bucket.bound === Number.POSITIVE_INFINITY) return below.bound;
  const share = (rank - below.count) / Math.max(1, bucket.count - below.count);
  return below.bound + (bucket.bound - below.bound) * share;
}

function boundOf(le: string | undefined): number {
  return le === undefined || le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le);
}

function pick(labels: string, names: readonly string[]): string {
  const present = labelsOf(labels);
  return names.map((name) => `${name}="${present.get(name) ?? ''}"`).join(',');
}

function keyOf(metric: string, labels: string): string {
  return `${metric}{${labels}}`;
}

function labelsOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(LABEL)].map(([, name = '', value = '']): [string, string] => [name, value]),
  );
}

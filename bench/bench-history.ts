import { floorTo, LEVELS, type LevelPlan } from '#server/features/history/history-levels.ts';
import type {
  HistoryRepository,
  StoredRollup,
} from '#server/features/history/history-repository.ts';
import { KEPT_METRICS, type KeptMetric, VIEWS } from '#server/features/history/kept-metrics.ts';
import type { Rollup } from '#server/features/history/rollup.ts';
import { packRollup } from '#server/features/history/rollup-codec.ts';
import { createRollupMaker } from '#server/features/history/rollup-maker.ts';
import { createMetrics, type Metrics } from '#server/observability/metrics/metric-registry.ts';
import { createSketch } from '#server/observability/metrics/sketch.ts';

const ROWS_AT_ONCE = 100;
/** Contents are made once and stored again and again: making them would take longer than storing. */
const VARIANTS = 6;

const numbered = (count: number, name: string) =>
  Array.from({ length: count }, (_, at) => `${name}${at}`);

/** As many as a busy installation has of each. */
const VALUES: Record<string, readonly string[]> = {
  method: ['GET'],
  route: numbered(60, '/api/v1/somethings/:id/others-'),
  status: ['2xx', '3xx', '4xx', '5xx'],
  repository: numbered(25, 'repository'),
  operation: numbered(4, 'operation'),
  class: numbered(30, 'GET /api/v1/somethings-'),
  outcome: ['hit', 'miss', 'stale'],
  circuit: numbered(12, 'circuit-'),
  state: ['closed', 'open', 'half-open', 'isolated'],
  to: ['closed', 'open', 'half-open', 'isolated'],
  kind: numbered(8, 'kind-'),
  group: ['api', 'auth', 'health'],
};

/** A registry with everything that is kept in it, which can be made to have seen something. */
export function createBusyMetrics(): { metrics: Metrics; beBusy(observationsEach: number): void } {
  const metrics = createMetrics({ createSketch });
  const cells = KEPT_METRICS.map((metric) => register(metrics, metric));
  return {
    metrics,
    beBusy(observationsEach) {
      for (const see of cells) see(observationsEach);
    },
  };
}

function register(metrics: Metrics, { name, type, views }: KeptMetric): (count: number) => void {
  const labels = (views.at(-1)?.labels ?? []).filter((label) => label !== 'instance');
  const description = { name, help: '', labels };
  const all = combinations(labels);
  if (type === 'gauge') {
    const read = () => all.map((each) => ({ labels: each, value: Math.random() * 1e9 }));
    metrics.read({ ...description, type: 'gauge' }, read);
    return () => {};
  }
  if (type === 'counter') {
    const counter = metrics.counter(description);
    return (count) => {
      for (const each of all) counter.of(each).add(1 + Math.floor(Math.random() * count));
    };
  }
  const histogram =
    type === 'summary'
      ? metrics.summary(description)
      : metrics.histogram({ ...description, bounds: [] });
  return (count) => {
    for (const [at, each] of all.entries()) {
      const cell = histogram.of(each);
      for (let seen = 0; seen < count; seen += 1) cell.observe(duration(at));
    }
  };
}

/** Log-normal: most are short, some long. */
function duration(at: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(6.283 * Math.random());
  return 0.005 * (1 + at / 10) * Math.exp(0.7 * normal);
}

function combinations(labels: readonly string[]): Record<string, string>[] {
  return labels.reduce<Record<string, string>[]>(
    (all, label) =>
      all.flatMap((each) =>
        (VALUES[label] ?? ['only']).map((value) => ({ ...each, [label]: value })),
      ),
    [{}],
  );
}

export interface LevelFill {
  level: LevelPlan['name'];
  /** Milliseconds until now. */
  time: number;
  /** How often each series saw something in a step. */
  observationsEach: number;
}

/** @returns mean bytes of the four rows of a step, by level. */
export async function fillHistory(
  history: HistoryRepository,
  now: number,
  fills: readonly LevelFill[],
): Promise<Record<string, number>> {
  const bytes: Record<string, number> = {};
  for (const { level: name, time, observationsEach } of fills) {
    const level = LEVELS.find((each) => each.name === name) as LevelPlan;
    const variants = variantsOf(observationsEach);
    const sizes = variants.map((each) =>
      each.reduce((sum, { content }) => sum + content.length, 0),
    );
    bytes[name] = sizes.reduce((sum, size) => sum + size, 0) / VARIANTS;
    let rows: StoredRollup[] = [];
    for (let at = floorTo(level.step, now - time); at < now; at += level.step) {
      const variant = variants[(at / level.step) % VARIANTS] ?? [];
      const instanceId = name === '10s' ? 'bench' : '';
      for (const row of variant) {
        rows.push({ ...row, level: name, at, instanceId, weight: level.step / 10_000 });
      }
      if (rows.length < ROWS_AT_ONCE) continue;
      await history.put(rows);
      rows = [];
    }
    await history.put(rows);
  }
  return bytes;
}

type Content = Pick<StoredRollup, 'view' | 'content'>;

function variantsOf(observationsEach: number): Content[][] {
  const { metrics, beBusy } = createBusyMetrics();
  const make = createRollupMaker({ metrics, instanceId: 'bench' });
  return Array.from({ length: VARIANTS }, () => {
    beBusy(observationsEach);
    const rollups = make();
    return VIEWS.map((view) => ({ view, content: packRollup(rollups.get(view) as Rollup) }));
  });
}

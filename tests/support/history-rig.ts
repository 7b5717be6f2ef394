import type { Store } from '#server/adapters/store/store.ts';
import type { Clock } from '#server/clock.ts';
import { createHistoryCompaction } from '#server/features/history/history-compaction.ts';
import { createHistoryReader } from '#server/features/history/history-reader.ts';
import {
  createHistoryRecorder,
  type HistoryRecorder,
} from '#server/features/history/history-recorder.ts';
import { createStepReader } from '#server/features/history/step-reader.ts';
import { createMetrics, type Metrics } from '#server/observability/metrics/metric-registry.ts';
import { createSketch } from '#server/observability/metrics/sketch.ts';
import { createManualTime, type ManualTime } from './manual-time.ts';
import { openMemoryStore } from './memory-store.ts';

export const REQUESTS = 'duetide_http_requests_total';
export const DURATION = 'duetide_http_request_duration_seconds';
export const HEAP = 'nodejs_heap_bytes';

/** A process as far as its metrics go. */
export interface CountingInstance {
  metrics: Metrics;
  recorder: HistoryRecorder;
  /** Answers 2xx to `GET /a` unless told otherwise, each in so many seconds. */
  answer(seconds: readonly number[], labels?: Partial<RequestLabels>): void;
  /** Heap in use. */
  heap: number;
}

interface RequestLabels {
  method: string;
  route: string;
  status: string;
}

export interface HistoryRig {
  store: Store;
  time: ManualTime;
  clock: Clock;
  reader: ReturnType<typeof createHistoryReader>;
  steps: ReturnType<typeof createStepReader>;
  compaction: ReturnType<typeof createHistoryCompaction>;
  warnings: string[];
  instance(id: string): CountingInstance;
  close(): Promise<void>;
}

/** The history over a real store, with time that passes when a test lets it. */
export async function createHistoryRig(
  instant: string,
  change: (store: Store) => Store = (store) => store,
): Promise<HistoryRig> {
  const time = createManualTime(instant);
  const { clock, timers } = time;
  const opened = await openMemoryStore();
  const store = change(opened);
  const { history, instances } = store;
  const steps = createStepReader({ history, clock });
  const warnings: string[] = [];

  return {
    store,
    time,
    clock,
    steps,
    warnings,
    reader: createHistoryReader({ steps, clock }),
    compaction: createHistoryCompaction({ history, instances, clock }),
    instance(id) {
      const metrics = createMetrics({ createSketch });
      const requests = metrics.counter({
        name: REQUESTS,
        help: '',
        labels: ['method', 'route', 'status'],
      });
      const durations = metrics.histogram({
        name: DURATION,
        help: '',
        labels: ['method', 'route'],
        bounds: [1],
      });
      const own: CountingInstance = {
        metrics,
        heap: 0,
        recorder: createHistoryRecorder({
          metrics,
          history,
          instances,
          clock,
          timers,
          log: { warn: (_fields, message) => warnings.push(message) },
          instance: {
            id,
            name: `host-${id}`,
            version: '1.0.0',
            node: '26.0.0',
            pid: 1,
            startedAt: instant,
          },
        }),
        answer(seconds, labels = {}) {
          const { method = 'GET', route = '/a', status = '2xx' } = labels;
          requests.of({ method, route, status }).add(seconds.length);
          const duration = durations.of({ method, route });
          for (const each of seconds) duration.observe(each);
        },
      };
      metrics.read({ type: 'gauge', name: HEAP, help: '', labels: ['kind'] }, () => [
        { labels: { kind: 'used' }, value: own.heap },
      ]);
      return own;
    },
    close: () => opened.close(),
  };
}

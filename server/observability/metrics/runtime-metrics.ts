import { totalmem } from 'node:os';
import { type PerformanceEntry, PerformanceObserver, performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { Histogram, Metrics, Reading } from './metric-registry.ts';

export interface RuntimeMetricsDeps {
  metrics: Metrics;
  version: string;
}

const SAMPLE_EVERY_MS = 20;
const DELAYS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
/** https://nodejs.org/api/perf_hooks.html#performancegckind */
const COLLECTIONS = { 1: 'minor', 4: 'major', 8: 'incremental', 16: 'weak-callbacks' } as const;

/** How the process itself fares. @returns how to stop measuring. */
export function recordRuntime({ metrics, version }: RuntimeMetricsDeps): () => void {
  const one = (value: number): Reading<never>[] => [{ labels: {}, value }];
  metrics.read(
    {
      type: 'gauge',
      name: 'duetide_build_info',
      help: 'Always 1; which version of Duetide and of Node.js this is.',
      labels: ['version', 'node'],
    },
    () => [{ labels: { version, node: process.versions.node }, value: 1 }],
  );
  metrics.read(
    {
      type: 'gauge',
      name: 'process_start_time_seconds',
      help: 'When the process began, in seconds since 1970.',
    },
    () => one(performance.timeOrigin / 1_000),
  );
  metrics.read(
    {
      type: 'counter',
      name: 'process_cpu_seconds_total',
      help: 'Seconds of processor time of all threads.',
    },
    () => {
      const { user, system } = process.cpuUsage();
      return one((user + system) / 1e6);
    },
  );
  metrics.read(
    {
      type: 'counter',
      name: 'nodejs_eventloop_active_seconds_total',
      help: 'Seconds in which the event loop was busy: its rate is 1 when there is no time left.',
    },
    () => one(performance.eventLoopUtilization().active / 1_000),
  );
  metrics.read(
    { type: 'gauge', name: 'process_resident_memory_bytes', help: 'Memory of the process.' },
    () => one(process.memoryUsage.rss()),
  );
  metrics.read(
    {
      type: 'gauge',
      name: 'duetide_memory_limit_bytes',
      help: 'The most memory that the process may have, as by its container; absent where it is not limited.',
    },
    () => {
      const limit = process.constrainedMemory();
      return limit > 0 && limit <= totalmem() ? one(limit) : [];
    },
  );
  metrics.read(
    {
      type: 'gauge',
      name: 'nodejs_heap_bytes',
      help: 'Memory for JavaScript: what is used, what is set aside, and the most there can be.',
      labels: ['kind'],
    },
    () => {
      const heap = getHeapStatistics();
      return [
        { labels: { kind: 'used' }, value: heap.used_heap_size },
        { labels: { kind: 'total' }, value: heap.total_heap_size },
        { labels: { kind: 'limit' }, value: heap.heap_size_limit },
        { labels: { kind: 'external' }, value: heap.external_memory },
      ];
    },
  );
  const stops = [watchDelay(metrics), watchCollections(metrics)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * A timer that says how late it is. Unlike Node's own histogram, which is emptied when somebody
 * looks, it adds up over time, so that any number of servers can look, and over many instances.
 */
function watchDelay(metrics: Metrics): () => void {
  const delay = metrics
    .histogram({
      name: 'duetide_event_loop_delay_seconds',
      help: 'How late a timer fires because the process is busy with something else.',
      bounds: DELAYS,
    })
    .of({});
  let due = performance.now() + SAMPLE_EVERY_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    delay.observe(Math.max(0, now - due) / 1_000);
    due = now + SAMPLE_EVERY_MS;
  }, SAMPLE_EVERY_MS).unref();
  return () => clearInterval(timer);
}

function watchCollections(metrics: Metrics): () => void {
  const pauses = metrics.summary({
    name: 'nodejs_gc_duration_seconds',
    help: 'Pauses for garbage collection.',
    labels: ['kind'],
  });
  const byKind = new Map<number, Histogram>(
    Object.entries(COLLECTIONS).map(([flag, kind]) => [Number(flag), pauses.of({ kind })]),
  );
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { duration, detail } = entry as PerformanceEntry & { detail: { kind: number } };
      byKind.get(detail.kind)?.observe(duration / 1_000);
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  return () => observer.disconnect();
}

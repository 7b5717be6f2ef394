import type { Counter, Metrics } from '#server/observability/metrics/metric-registry.ts';
import type { EndedSpan } from '#server/observability/tracing/tracer.ts';
import { createTracer } from '#server/observability/tracing/tracer.ts';
import type { OtlpSend, Signal, TelemetryExport } from './otlp.ts';
import { SIGNALS } from './otlp.ts';
import { toOtlpLog } from './otlp-logs.ts';
import { toOtlpMetric } from './otlp-metrics.ts';
import { type BatchOutcome, createOtlpQueue } from './otlp-queue.ts';
import { toOtlpSpan } from './otlp-spans.ts';
import { toAttributes } from './otlp-values.ts';
import { createRequestDurations } from './request-durations.ts';

/** Together some megabytes: what a busy minute brings while nobody collects. */
const CAPACITY = 4_096;
const BATCH = 512;
/** https://opentelemetry.io/docs/specs/otlp/#retryable-response-codes */
const NOT_NOW = new Set([429, 502, 503, 504]);
/** However long somebody asks us to wait. */
const LONGEST_WAIT_MS = 60_000;

export interface OtlpExportDeps {
  send: OtlpSend;
  service: { name: string; version: string };
  /** Share of traces, 0 to 1. */
  ratio: number;
  /** Milliseconds between two looks at what waits, and at metrics. */
  every: { batch: number; metrics: number };
  /** Milliseconds since 1970, with fractions. */
  now(): number;
  startedAt: number;
  randomHex(bytes: number): string;
}

/** Over OTLP/HTTP with JSON: https://opentelemetry.io/docs/specs/otlp/#otlphttp */
export function createOtlpExport(deps: OtlpExportDeps): TelemetryExport {
  const { send, service, ratio, every, now, startedAt, randomHex } = deps;
  const resourceOf = (instance: Record<string, string>) => ({
    attributes: toAttributes({
      'service.name': service.name,
      'service.version': service.version,
      ...instance,
      'telemetry.sdk.name': 'duetide',
      'telemetry.sdk.language': 'nodejs',
      'telemetry.sdk.version': service.version,
    }),
  });
  let resource = resourceOf({});
  const scope = { name: 'duetide', version: service.version };
  const durations = createRequestDurations();
  let watched: Metrics | null = null;
  let exported: Record<Signal, Counter> | null = null;
  let dropped: Record<Signal, Counter> | null = null;
  /** Dropped before anybody counted. */
  const early: Record<Signal, number> = { traces: 0, metrics: 0, logs: 0 };
  const waitUntil: Record<Signal, number> = { traces: 0, metrics: 0, logs: 0 };

  function onDropped(signal: Signal, count: number): void {
    if (dropped) dropped[signal].add(count);
    else early[signal] += count;
  }

  async function hand(signal: Signal, body: object): Promise<BatchOutcome> {
    if (now() < waitUntil[signal]) return 'again';
    try {
      const { status, retryAfter } = await send(signal, JSON.stringify(body));
      if (status >= 200 && status < 300) return 'sent';
      if (!NOT_NOW.has(status)) return 'refused';
      const seconds = Number(retryAfter ?? 0);
      if (seconds > 0) waitUntil[signal] = now() + Math.min(seconds * 1_000, LONGEST_WAIT_MS);
      return 'again';
    } catch {
      return 'again';
    }
  }

  function queueOf<Item>(signal: Signal, bodyOf: (items: readonly Item[]) => object) {
    return createOtlpQueue<Item>({
      capacity: CAPACITY,
      batch: BATCH,
      send: (items) => hand(signal, bodyOf(items)),
      onSent: (count) => exported?.[signal].add(count),
      onDropped: (count) => onDropped(signal, count),
    });
  }

  const spans = queueOf<EndedSpan>('traces', (items) => ({
    resourceSpans: [{ resource, scopeSpans: [{ scope, spans: items.map(toOtlpSpan) }] }],
  }));
  const lines = queueOf<ReturnType<typeof toOtlpLog>>('logs', (logRecords) => ({
    resourceLogs: [{ resource, scopeLogs: [{ scope, logRecords }] }],
  }));
  const tracer = createTracer({ onEnd: spans.add, now, randomHex, ratio });

  async function handMetrics(): Promise<void> {
    if (!watched) return;
    const times = { startedAt, now: now() };
    const metrics = [...watched.families()]
      .map((family) => toOtlpMetric(family, times))
      .concat(durations.toOtlp(times) as never);
    const body = { resourceMetrics: [{ resource, scopeMetrics: [{ scope, metrics }] }] };
    // The next look says all of it again, so that nothing is kept.
    const outcome = await hand('metrics', body);
    if (outcome === 'sent') exported?.metrics.add();
    else onDropped('metrics', 1);
  }

  const flush = () => Promise.all([spans.flush(), lines.flush()]);
  const timers = [
    setInterval(() => void flush(), every.batch).unref(),
    setInterval(() => void handMetrics(), every.metrics).unref(),
  ];

  return {
    tracing: { tracer, countRequest: durations.count },
    logs: {
      write(line) {
        lines.add(toOtlpLog(line, tracer.current(), now()));
      },
    },
    watch({ metrics, instanceId }) {
      resource = resourceOf({ 'service.instance.id': instanceId });
      watched = metrics;
      exported = countersOf(metrics, 'exported', 'What was handed on');
      dropped = countersOf(metrics, 'dropped', 'What could not be handed on, and was given up');
      for (const signal of SIGNALS) {
        if (early[signal] > 0) dropped[signal].add(early[signal]);
      }
    },
    async close(milliseconds) {
      for (const timer of timers) clearInterval(timer);
      let timer: NodeJS.Timeout | undefined;
      const isOver = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, milliseconds);
      });
      await Promise.race([Promise.all([flush(), handMetrics()]), isOver]);
      clearTimeout(timer);
      spans.abandon();
      lines.abandon();
    },
  };
}

function countersOf(metrics: Metrics, what: string, help: string): Record<Signal, Counter> {
  const counter = metrics.counter({
    name: `duetide_telemetry_${what}_total`,
    help: `${help} over OTLP: spans, lines of the log, and looks at all metrics.`,
    labels: ['signal'],
  });
  const counters = SIGNALS.map((signal) => [signal, counter.of({ signal })] as const);
  return Object.fromEntries(counters) as Record<Signal, Counter>;
}

import type { AnsweredRequest } from '#server/observability/tracing/tracing.ts';
import { cumulative, type MetricTimes } from './otlp-metrics.ts';
import { toAttributes, toNanoseconds } from './otlp-values.ts';

/** https://opentelemetry.io/docs/specs/semconv/http/http-metrics/ */
const NAME = 'http.server.request.duration';
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

interface Series {
  request: Omit<AnsweredRequest, 'seconds'>;
  counts: number[];
  sum: number;
}

/**
 * As OpenTelemetry's conventions want it: by method, route, status and scheme. There are no more of
 * them than routes and statuses of ours, because what leads nowhere has no route.
 */
export function createRequestDurations() {
  const series = new Map<string, Series>();

  return {
    count({ seconds, ...request }: AnsweredRequest): void {
      const key = `${request.method} ${request.route} ${request.status} ${request.scheme}`;
      let found = series.get(key);
      if (!found) {
        found = { request, counts: new Array(BOUNDS.length + 1).fill(0), sum: 0 };
        series.set(key, found);
      }
      let at = 0;
      while (at < BOUNDS.length && seconds > (BOUNDS[at] as number)) at += 1;
      found.counts[at] = (found.counts[at] as number) + 1;
      found.sum += seconds;
    },

    toOtlp({ startedAt, now }: MetricTimes) {
      const dataPoints = [...series.values()].map(({ request, counts, sum }) => ({
        startTimeUnixNano: toNanoseconds(startedAt),
        timeUnixNano: toNanoseconds(now),
        attributes: toAttributes({
          'http.request.method': request.method,
          'url.scheme': request.scheme,
          'http.response.status_code': request.status,
          ...(request.route !== null && { 'http.route': request.route }),
          ...(request.status >= 500 && { 'error.type': String(request.status) }),
        }),
        count: String(counts.reduce((all, count) => all + count, 0)),
        sum,
        bucketCounts: counts.map(String),
        explicitBounds: BOUNDS,
      }));
      return {
        name: NAME,
        description: 'Duration of HTTP server requests.',
        unit: 's',
        histogram: cumulative(dataPoints),
      };
    },
  };
}

import type { EndedSpan } from '#server/observability/tracing/tracer.ts';
import { toAttributes, toNanoseconds } from './otlp-values.ts';

const KINDS = { internal: 1, server: 2, client: 3, consumer: 5 } as const;
const STATUS_ERROR = 2;
const SAMPLED = 1;

export function toOtlpSpan(span: EndedSpan) {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentSpanId !== null && { parentSpanId: span.parentSpanId }),
    flags: SAMPLED,
    name: span.name,
    kind: KINDS[span.kind],
    startTimeUnixNano: toNanoseconds(span.startedAt),
    endTimeUnixNano: toNanoseconds(span.endedAt),
    attributes: toAttributes(span.attributes),
    ...(span.isFailure && { status: { code: STATUS_ERROR } }),
  };
}

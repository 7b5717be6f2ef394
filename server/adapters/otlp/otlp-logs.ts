import type { SpanContext } from '#server/observability/tracing/tracer.ts';
import { toAttributes, toNanoseconds } from './otlp-values.ts';

/** https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber */
const SEVERITIES: Readonly<Record<string, number>> = {
  trace: 1,
  debug: 5,
  info: 9,
  warn: 13,
  error: 17,
  fatal: 21,
};

interface LoggedError {
  type?: string;
  message?: string;
  stack?: string;
}

/**
 * One line of the log, of which only what may be logged is left. A mail, which is written to the
 * log where there is no mail server, stays here: it is for who sits at this machine.
 */
export function toOtlpLog(line: string, context: SpanContext | undefined, now: number) {
  const { level, time, msg, err, mail: _letter, ...fields } = JSON.parse(line);
  const at = Date.parse(time);
  return {
    timeUnixNano: toNanoseconds(Number.isNaN(at) ? now : at),
    observedTimeUnixNano: toNanoseconds(now),
    severityNumber: SEVERITIES[level] ?? 0,
    severityText: String(level).toUpperCase(),
    body: { stringValue: String(msg) },
    attributes: toAttributes({ ...flat(fields), ...exceptionOf(err) }),
    ...(context && {
      traceId: context.traceId,
      spanId: context.spanId,
      flags: Number(context.isSampled),
    }),
  };
}

function flat(
  fields: Readonly<Record<string, unknown>>,
): Record<string, string | number | boolean> {
  const found: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === null || value === undefined) continue;
    const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
    found[name] = isPlain ? (value as string | number | boolean) : JSON.stringify(value);
  }
  return found;
}

/** https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-logs/ */
function exceptionOf(error: LoggedError | undefined): Record<string, string> {
  if (!error) return {};
  const { type, message, stack } = error;
  return {
    ...(type && { 'exception.type': type }),
    ...(message && { 'exception.message': message }),
    ...(stack && { 'exception.stacktrace': stack }),
  };
}

import { AsyncLocalStorage } from 'node:async_hooks';

/** https://opentelemetry.io/docs/specs/otel/trace/api/#spankind */
export type SpanKind = 'internal' | 'server' | 'client' | 'consumer';
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** What a span is known by in its own process and beyond. */
export interface SpanContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 of them. */
  readonly spanId: string;
  /** Whether it, and what it leads to, is handed on. */
  readonly isSampled: boolean;
}

export interface EndedSpan extends SpanContext {
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly kind: SpanKind;
  /** Milliseconds since 1970, with fractions. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly attributes: SpanAttributes;
  readonly isFailure: boolean;
}

export interface SpanStart {
  name: string;
  kind: SpanKind;
  attributes?: SpanAttributes;
  /** What it is a part of; unless given, the one in which the caller is. Null: of nothing. */
  parent?: SpanContext | null;
}

export interface Span {
  readonly context: SpanContext;
  /** Only the first call counts. */
  end(facts?: { attributes?: SpanAttributes; isFailure?: boolean }): void;
}

/** Follows a request or a job through the program. */
export interface Tracer {
  /** The span in which the caller is, if it has not ended: what goes on after that is no part of it. */
  current(): SpanContext | undefined;
  start(start: SpanStart): Span;
  /** Whatever `work` does, also later, until the span ends, is a part of it. */
  within<Result>(span: Span, work: () => Result): Result;
  /** A span around `work`; what it rejects with is named by `error.type`. */
  trace<Result>(start: SpanStart, work: () => Promise<Result>): Promise<Result>;
}

interface OpenSpan extends Span {
  hasEnded(): boolean;
}

export interface TracerDeps {
  onEnd(span: EndedSpan): void;
  /** Milliseconds since 1970, with fractions, never backwards. */
  now(): number;
  randomHex(bytes: number): string;
  /** Share of traces that are handed on, where nobody has decided before: 0 to 1. */
  ratio: number;
}

export function createTracer({ onEnd, now, randomHex, ratio }: TracerDeps): Tracer {
  const spans = new AsyncLocalStorage<OpenSpan>();
  const current = () => {
    const span = spans.getStore();
    return span && !span.hasEnded() ? span.context : undefined;
  };

  function start({ name, kind, attributes = {}, parent = current() }: SpanStart): OpenSpan {
    const traceId = parent?.traceId ?? randomHex(16);
    const isSampled = parent?.isSampled ?? isInShare(traceId, ratio);
    const context = { traceId, spanId: randomHex(8), isSampled };
    const startedAt = now();
    let hasEnded = false;
    return {
      context,
      hasEnded: () => hasEnded,
      end(facts = {}) {
        if (hasEnded) return;
        hasEnded = true;
        if (!isSampled) return;
        onEnd({
          ...context,
          parentSpanId: parent?.spanId ?? null,
          name,
          kind,
          startedAt,
          endedAt: now(),
          attributes: { ...attributes, ...facts.attributes },
          isFailure: facts.isFailure ?? false,
        });
      },
    };
  }

  return {
    current,
    start,
    within: (span, work) => spans.run(span as OpenSpan, work),
    async trace(given, work) {
      const span = start(given);
      try {
        const result = await spans.run(span, work);
        span.end();
        return result;
      } catch (error) {
        span.end({ attributes: { 'error.type': errorType(error) }, isFailure: true });
        throw error;
      }
    },
  };
}

/** The same for everybody who asks about the same trace. */
function isInShare(traceId: string, ratio: number): boolean {
  return Number.parseInt(traceId.slice(-8), 16) < ratio * 2 ** 32;
}

/** Of few values, and never words of people. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return '_OTHER';
  const code: unknown = 'code' in error ? error.code : undefined;
  const named = typeof code === 'string' ? code : error.name;
  return /^[\w.-]{1,60}$/.test(named) ? named : '_OTHER';
}

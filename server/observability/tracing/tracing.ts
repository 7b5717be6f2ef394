import type { Tracer } from './tracer.ts';

/** One request that was answered, as OpenTelemetry's conventions describe it. */
export interface AnsweredRequest {
  readonly method: string;
  /** As it is written in the program; null: it led nowhere. */
  readonly route: string | null;
  readonly status: number;
  readonly scheme: string;
  readonly seconds: number;
}

/** What a process tells of itself while it works; absent where nobody listens. */
export interface Tracing {
  readonly tracer: Tracer;
  countRequest(request: AnsweredRequest): void;
}

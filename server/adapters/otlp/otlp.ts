import type { DestinationStream } from 'pino';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import type { Tracing } from '#server/observability/tracing/tracing.ts';

export const SIGNALS = ['traces', 'metrics', 'logs'] as const;
export type Signal = (typeof SIGNALS)[number];

/** Rejects where nobody answered. */
export type OtlpSend = (
  signal: Signal,
  body: string,
) => Promise<{ status: number; retryAfter: string | null }>;

/** Hands on what this process tells of itself, to whatever collects it. Nobody waits for it. */
export interface TelemetryExport {
  readonly tracing: Tracing;
  /** Lines of the log, as they are written. */
  readonly logs: DestinationStream;
  /**
   * From now on these metrics are handed on, and what is handed on is counted among them; what is
   * told comes from this instance.
   */
  watch(source: { metrics: Metrics; instanceId: string }): void;
  /** Hands on what is left, as far as there is time. */
  close(milliseconds: number): Promise<void>;
}

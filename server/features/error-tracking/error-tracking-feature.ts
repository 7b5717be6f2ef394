import type { SourceMaps } from '#server/adapters/source-maps/source-maps.ts';
import type { Clock } from '#server/clock.ts';
import type { App } from '#server/http/app-instance.ts';
import type { SessionCheck } from '#server/http/route-guards.ts';
import { systemTimers, type Timers } from '#server/jobs/timers.ts';
import type { ErrorReporting } from '#server/observability/errors/error-reporting.ts';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import type { TelemetrySettings } from '#shared/schemas/telemetry-schemas.ts';
import type { ErrorGroupRepository } from './error-group-repository.ts';
import { createErrorRecorder, type ErrorRecorderDeps } from './error-recorder.ts';
import { registerErrorRoutes } from './error-routes.ts';
import { createErrorService } from './error-service.ts';
import { registerTelemetryRoutes } from './telemetry-routes.ts';
import { createVitalsMetrics } from './vitals-metrics.ts';

export interface ErrorTrackingDeps {
  reporting: ErrorReporting;
  sourceMaps: SourceMaps;
  groups: ErrorGroupRepository;
  metrics: Metrics;
  clock: Clock;
  log: ErrorRecorderDeps['log'];
  sessions: SessionCheck;
  settings: TelemetrySettings;
  timers?: Timers;
}

export interface ErrorTrackingFeature {
  registerRoutes(app: App): void;
  purge(): Promise<void>;
  close(): Promise<void>;
}

/** Errors of server and browsers, kept in the store by fault. */
export function createErrorTracking(deps: ErrorTrackingDeps): ErrorTrackingFeature {
  const { reporting, sourceMaps, groups, metrics, clock, log, sessions, settings } = deps;
  const { timers = systemTimers } = deps;
  const recorder = createErrorRecorder({ groups, timers, metrics, log });
  const errors = createErrorService({ groups, clock });
  const countVital = createVitalsMetrics(metrics);
  reporting.tell(recorder.record, recorder.flush);
  return {
    registerRoutes(app) {
      registerErrorRoutes(app, { errors });
      registerTelemetryRoutes(app, { reporting, sourceMaps, countVital, sessions, settings });
    },
    purge: errors.purge,
    close: sourceMaps.close,
  };
}

import type { SourceMaps } from '#server/adapters/source-maps/source-maps.ts';
import { createThreadedSourceMaps } from '#server/adapters/source-maps/threaded-source-maps.ts';
import { createErrorTracking } from '#server/features/error-tracking/error-tracking-feature.ts';
import type { SessionCheck } from '#server/http/route-guards.ts';
import type { JobEvents } from '#server/jobs/job-events.ts';
import { systemTimers } from '#server/jobs/timers.ts';
import type { Parts } from './open-parts.ts';

/** Where no maps are. */
const NO_MAPS: SourceMaps = { resolve: async (frames) => frames, close: async () => {} };

/** Keeps errors in the store, those of jobs among them, and shows them to operators. */
export function trackErrors(
  { errors, store, metrics, clock, logOf, config }: Parts,
  {
    sessions,
    jobs,
    mapsRoot,
  }: {
    sessions: SessionCheck;
    jobs: { events: Pick<JobEvents, 'on'> };
    mapsRoot?: string | undefined;
  },
) {
  jobs.events.on((event) => {
    if (event.type !== 'failed' && event.type !== 'dead') return;
    const { id: job, kind, householdId } = event.job;
    errors.report(event.error, { job, kind, householdId });
  });
  const log = logOf('server');
  return createErrorTracking({
    reporting: errors,
    sourceMaps: mapsRoot
      ? createThreadedSourceMaps({ folder: mapsRoot, timers: systemTimers, log })
      : NO_MAPS,
    groups: store.errorGroups,
    metrics,
    clock,
    log,
    sessions,
    settings: config.telemetry,
  });
}

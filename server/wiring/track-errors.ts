import { createErrorTracking } from '#server/features/error-tracking/error-tracking-feature.ts';
import type { SessionCheck } from '#server/http/route-guards.ts';
import type { JobEvents } from '#server/jobs/job-events.ts';
import type { Parts } from './open-parts.ts';

/** Keeps errors in the store, those of jobs among them, and shows them to operators. */
export function trackErrors(
  { errors, store, metrics, clock, logOf, config }: Parts,
  { sessions, jobs }: { sessions: SessionCheck; jobs: { events: Pick<JobEvents, 'on'> } },
) {
  jobs.events.on((event) => {
    if (event.type !== 'failed' && event.type !== 'dead') return;
    const { id: job, kind, householdId } = event.job;
    errors.report(event.error, { job, kind, householdId });
  });
  return createErrorTracking({
    reporting: errors,
    groups: store.errorGroups,
    metrics,
    clock,
    log: logOf('server'),
    sessions,
    settings: config.telemetry,
  });
}

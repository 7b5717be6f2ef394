import type { JobEvent, JobEvents } from './job-events.ts';
import type { JobLog } from './job-kind.ts';
import type { StoredJob } from './job-repository.ts';

/** Writes a line for everything that happens. Payloads are not repeated: they are people's. */
export function logJobs(events: JobEvents, log: JobLog): () => void {
  return events.on((event) => {
    switch (event.type) {
      case 'added':
        return log.debug({ kind: event.kind, count: event.count }, 'jobs added');
      case 'started':
        return log.debug(namesOf(event.job), 'job started');
      case 'done':
        return log.info(timed(event), 'job done');
      case 'skipped':
        return log.info({ ...namesOf(event.job), reason: event.reason }, 'job skipped');
      case 'failed':
        return log.warn({ ...timed(event), again: event.at, err: event.error }, 'job failed');
      case 'dead':
        return log.error({ ...namesOf(event.job), err: event.error }, 'job given up');
      case 'lost':
        return log.warn(namesOf(event.job), 'job lost its lease');
      case 'released':
        return log.info(namesOf(event.job), 'job left to another instance');
      case 'stalled':
        return log.warn({ err: event.error }, 'jobs cannot be claimed');
      case 'resumed':
        return log.info({}, 'jobs are claimed again');
    }
  });
}

function namesOf({ id, kind, attempt, householdId }: StoredJob) {
  return { job: id, kind, attempt, householdId };
}

function timed({ job, milliseconds }: Extract<JobEvent, { milliseconds: number }>) {
  return { ...namesOf(job), milliseconds: Math.round(milliseconds) };
}

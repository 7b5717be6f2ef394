import { type Clock, instantOf } from '#server/clock.ts';
import type { NewId } from '#server/ids.ts';
import type { JobDefinition } from './job-definition.ts';
import type { JobEvents } from './job-events.ts';
import { jobId } from './job-id.ts';
import type { JobRepository, NewJob } from './job-repository.ts';

export interface JobToAdd<Payload> {
  payload: Payload;
  /**
   * What happens once, within its household: adding it again changes nothing, until the run has
   * ended and was forgotten. Without one it is new each time.
   */
  key?: string;
  /** ISO 8601 in UTC; without one it is now. */
  at?: string;
}

/** The way to have something done later, outside the request at hand. */
export interface JobQueue {
  /**
   * Once it resolves the jobs outlive a crash.
   * @param householdId null for what concerns no household
   * @returns how many were new.
   * @throws AppError `conflict` if the household is gone; ZodError for a payload that cannot be.
   */
  add<Payload>(
    definition: JobDefinition<Payload>,
    householdId: string | null,
    jobs: readonly JobToAdd<Payload>[],
  ): Promise<number>;
}

export interface JobQueueDeps {
  jobs: Pick<JobRepository, 'insertMany'>;
  clock: Clock;
  newId: NewId;
  events: Pick<JobEvents, 'emit'>;
  /** Told when something may be due at an instant. */
  wakeAt(instant: string): void;
}

export function createJobQueue({ jobs, clock, newId, events, wakeAt }: JobQueueDeps): JobQueue {
  return {
    async add({ name: kind, payload: schema }, householdId, given) {
      const createdAt = instantOf(clock.now());
      const rows = given.map(
        ({ payload, key = newId(), at = createdAt }): NewJob => ({
          id: jobId(kind, householdId, key),
          kind,
          payload: JSON.stringify(schema.parse(payload)),
          scheduledFor: at,
          createdAt,
        }),
      );
      const count = await jobs.insertMany(householdId, rows);
      if (count > 0) {
        events.emit({ type: 'added', kind, count });
        for (const at of new Set(rows.map(({ scheduledFor }) => scheduledFor))) wakeAt(at);
      }
      return count;
    },
  };
}

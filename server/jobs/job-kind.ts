import type { Logger } from 'pino';
import type { JobDefinition } from './job-definition.ts';
import { JobRefused } from './job-refused.ts';
import { createSchedule, type Schedule } from './schedule.ts';

export type JobLog = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** One attempt at a job, for whoever does it. */
export interface JobRun<Payload = unknown> {
  /** The same at every attempt: by it a handler finds out what it has done already. */
  readonly id: string;
  readonly householdId: string | null;
  readonly payload: Payload;
  /** From 1. */
  readonly attempt: number;
  /** The instant that it was to begin at first. */
  readonly scheduledFor: string;
  /**
   * Aborted with a `JobInterrupted` when the time is over, the lease is lost or the server stops.
   * What is done after that counts for nothing.
   */
  readonly signal: AbortSignal;
  readonly log: JobLog;
}

/**
 * Resolves when it is done; rejects to be tried again, or with `JobRefused` never to be. It may be
 * called again for what it did already: whoever called it may have been killed before saying so.
 */
export type JobHandler<Payload> = (run: JobRun<Payload>) => Promise<void>;

/** A definition with its handler, ready to run. */
export interface JobKind extends Omit<JobDefinition, 'payload' | 'schedule'> {
  readonly facts: JobDefinition['schedule'];
  readonly schedule: Schedule | null;
  /** @throws JobRefused if the payload is not what the definition says. */
  handle(payload: string, run: Omit<JobRun, 'payload'>): Promise<void>;
}

/** @throws TypeError for a schedule that cannot be. */
export function handleJob<Payload>(
  definition: JobDefinition<Payload>,
  handler: JobHandler<Payload>,
): JobKind {
  const { payload: schema, schedule: facts, ...rest } = definition;
  return {
    ...rest,
    facts,
    schedule: facts && createSchedule(facts),
    async handle(payload, run) {
      const parsed = schema.safeParse(JSON.parse(payload));
      if (!parsed.success) throw new JobRefused(`Its payload cannot be: ${parsed.error.message}`);
      await handler({ ...run, payload: parsed.data });
    },
  };
}

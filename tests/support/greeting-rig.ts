import { z } from 'zod';
import { defineJob, type JobDefinition } from '#server/jobs/job-definition.ts';
import { handleJob, type JobRun } from '#server/jobs/job-kind.ts';
import type { StoredJob } from '#server/jobs/job-repository.ts';
import { createJobRig, type JobRig } from './job-rig.ts';

export const SECOND = 1_000;
export const MINUTE = 60_000;

export interface Greeting {
  name: string;
}

/** A kind of job for tests of what happens to jobs. */
export function greetingWith(
  changes: Partial<JobDefinition<Greeting>> = {},
): JobDefinition<Greeting> {
  return defineJob({ name: 'greet', payload: z.strictObject({ name: z.string() }), ...changes });
}

export const greeting = greetingWith();
/** To be added. Its id is `greet::ada` where no household is named. */
export const ada = { payload: { name: 'Ada' }, key: 'ada' };

export interface GreetingRig extends JobRig {
  /** Every attempt, in order. */
  readonly runs: JobRun<Greeting>[];
  find(key?: string): Promise<StoredJob | null>;
}

/** An instance whose greetings go through `handler`. */
export async function createGreetingRig(
  handler: (run: JobRun<Greeting>) => Promise<void> = async () => {},
  definition = greeting,
): Promise<GreetingRig> {
  const runs: JobRun<Greeting>[] = [];
  const kind = handleJob(definition, async (run) => {
    runs.push(run);
    await handler(run);
  });
  const rig = await createJobRig({ kinds: [kind] });
  return { ...rig, runs, find: (key = 'ada') => rig.store.jobs.find(`greet::${key}`) };
}

/** Lets those who entered go on one by one. */
export function createGate(): { enter(): Promise<void>; open(): void } {
  const waiting: PromiseWithResolvers<void>[] = [];
  return {
    enter() {
      const place = Promise.withResolvers<void>();
      waiting.push(place);
      return place.promise;
    },
    open: () => waiting.shift()?.resolve(),
  };
}

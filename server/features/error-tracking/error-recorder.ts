import type { Timers } from '#server/jobs/timers.ts';
import type { ReportedError } from '#server/observability/errors/error-reporting.ts';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import type { ErrorGroupRepository } from './error-group-repository.ts';
import { joinSightings, type Sighting, sightingOf, withSighting } from './sighting.ts';

/** So long errors are gathered, so that a thousand of one kind are one write. */
const GATHER_MS = 1_000;
/** After a write that failed. */
const AGAIN_MS = 10_000;
/** Different ones that wait to be written. */
const MOST_WAITING = 200;
/** Of many instances each may be the first to have written; then it looks again. */
const ATTEMPTS = 10;
/** Groups that are remembered at all. */
const MOST_GROUPS = 1_000;

export interface ErrorRecorderDeps {
  groups: Pick<ErrorGroupRepository, 'find' | 'put' | 'keepNewest'>;
  timers: Timers;
  metrics: Metrics;
  log: { warn(fields: object, message: string): void };
}

/** Writes errors down in the store, by fault: the built-in alternative to a service that does so. */
export interface ErrorRecorder {
  /** Returns at once. */
  record(error: ReportedError): void;
  /** Writes what waits; what cannot be written now waits on. */
  flush(): Promise<void>;
}

export function createErrorRecorder(deps: ErrorRecorderDeps): ErrorRecorder {
  const { groups, timers, metrics, log } = deps;
  const waiting = new Map<string, Sighting>();
  let cancelTimer: (() => void) | null = null;
  let flushing: Promise<void> = Promise.resolve();
  const leftOut = metrics
    .counter({
      name: 'duetide_errors_left_out_total',
      help: 'Errors that were counted and not kept, because too many different ones waited.',
    })
    .of({});

  function gather(sighting: Sighting): void {
    const known = waiting.get(sighting.id);
    if (known) waiting.set(sighting.id, joinSightings(known, sighting));
    else if (waiting.size < MOST_WAITING) waiting.set(sighting.id, sighting);
    else leftOut.add(sighting.count);
  }

  function flushAfter(milliseconds: number): void {
    cancelTimer ??= timers.after(milliseconds, () => void flush());
  }

  /** @returns whether it is a group that was not there before. */
  async function write(sighting: Sighting): Promise<boolean> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const group = await groups.find(sighting.id);
      const expected = group?.version ?? null;
      if (await groups.put(withSighting(group, sighting), expected)) return group === null;
    }
    throw new Error('Others wrote the same error each time');
  }

  async function writeAll(): Promise<void> {
    const taken = [...waiting.values()];
    waiting.clear();
    let hasNew = false;
    for (const [at, sighting] of taken.entries()) {
      try {
        hasNew = (await write(sighting)) || hasNew;
      } catch (error) {
        // Not reported: it would wait for the same store.
        log.warn(
          { err: error, count: waiting.size + taken.length - at },
          'errors are not kept yet',
        );
        for (const left of taken.slice(at)) gather(left);
        flushAfter(AGAIN_MS);
        return;
      }
    }
    if (hasNew) await groups.keepNewest(MOST_GROUPS).catch(() => {});
  }

  function flush(): Promise<void> {
    cancelTimer?.();
    cancelTimer = null;
    flushing = flushing.then(writeAll);
    return flushing;
  }

  return {
    record(error) {
      gather(sightingOf(error));
      flushAfter(GATHER_MS);
    },
    flush,
  };
}

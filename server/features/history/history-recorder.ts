import { type Clock, instantOf } from '#server/clock.ts';
import type { Timers } from '#server/jobs/timers.ts';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import { within } from '#server/resilience/time-limit.ts';
import { FINEST, floorTo } from './history-levels.ts';
import type { HistoryRepository, StoredRollup } from './history-repository.ts';
import type { Instance, InstanceRepository } from './instance-repository.ts';
import { packRollup } from './rollup-codec.ts';
import { createRollupMaker } from './rollup-maker.ts';

/** Half an hour of the four views: most outages of a database are shorter. */
const MOST_WAITING = 180 * 4;
const MOST_WAITING_BYTES = 8 * 1_048_576;
/** A clock that was put back by less is waited for. */
const PUT_BACK_MS = 60_000;
/** A server that ends does not wait longer for a database that hangs. */
const STOP_MS = 2_000;

export interface HistoryRecorderDeps {
  metrics: Metrics;
  history: HistoryRepository;
  instances: InstanceRepository;
  instance: Pick<Instance, 'id' | 'name' | 'version' | 'node' | 'pid' | 'startedAt'>;
  clock: Clock;
  timers: Timers;
  log: { warn(fields: object, message: string): void };
}

export interface HistoryRecorder {
  /** From now on what was counted is stored at the end of every ten seconds of the clock. */
  start(): void;
  /** Stores what was counted until now. Rejects never: what cannot be stored waits, or is lost. */
  record(): Promise<void>;
  /** Stores the rest, and that this instance ended. */
  stop(): Promise<void>;
  /** @returns how to stop listening to what was stored: the begin of its ten seconds. */
  onRecorded(listener: (at: number) => void): () => void;
}

/**
 * Writes what this instance counted. While the store is away rollups wait, the newest ones and so
 * many at most; requests never wait for any of this.
 */
export function createHistoryRecorder(deps: HistoryRecorderDeps): HistoryRecorder {
  const { metrics, history, instances, instance, clock, timers, log } = deps;
  const makeRollups = createRollupMaker({ metrics, instanceId: instance.id });
  const listeners = new Set<(at: number) => void>();
  const dropped = metrics
    .counter({
      name: 'duetide_history_dropped_total',
      help: 'Rollups of the history that were lost because the database was away for too long.',
    })
    .of({});
  let waiting: StoredRollup[] = [];
  let lastAt = Number.NEGATIVE_INFINITY;
  let storing: Promise<void> | null = null;
  let cancel = () => {};
  let isAway = false;

  /** Counts as the step that begins at `at`, unless that was recorded: then for the next one. */
  function collect(at: number): void {
    if (at <= lastAt && at > lastAt - PUT_BACK_MS) return;
    lastAt = at;
    for (const [view, rollup] of makeRollups()) {
      const content = packRollup(rollup);
      waiting.push({ level: FINEST.name, view, at, instanceId: instance.id, weight: 1, content });
    }
    let bytes = waiting.reduce((sum, { content }) => sum + content.length, 0);
    while (waiting.length > MOST_WAITING || bytes > MOST_WAITING_BYTES) {
      bytes -= waiting.shift()?.content.length ?? 0;
      dropped.add();
    }
  }

  async function store(stoppedAt: string | null): Promise<void> {
    const batch = waiting;
    waiting = [];
    const lastSeenAt = instantOf(clock.now());
    try {
      await history.put(batch);
      await instances.put({ ...instance, lastSeenAt, stoppedAt });
      isAway = false;
    } catch (error) {
      // The same again is no harm: what is there with the same weight is replaced by itself.
      waiting = [...batch, ...waiting];
      if (!isAway) log.warn({ err: error }, 'the history waits for the database');
      isAway = true;
      return;
    }
    const newest = batch.at(-1)?.at;
    if (newest === undefined) return;
    for (const listener of listeners) listener(newest);
  }

  function storeInTurn(stoppedAt: string | null = null): Promise<void> {
    storing ??= store(stoppedAt).finally(() => {
      storing = null;
    });
    return storing;
  }

  function plan(): void {
    const now = clock.now();
    cancel = timers.after(floorTo(FINEST.step, now) + FINEST.step - now, () => {
      plan();
      collect(endedStep());
      void storeInTurn();
    });
  }

  /** A timer is late, or early by a hair: the step whose end is nearest. */
  function endedStep(): number {
    return floorTo(FINEST.step, clock.now() - FINEST.step / 2);
  }

  return {
    start() {
      cancel();
      plan();
      void storeInTurn();
    },
    record() {
      collect(endedStep());
      return storeInTurn();
    },
    async stop() {
      cancel();
      const storeRest = async () => {
        await storing;
        collect(floorTo(FINEST.step, clock.now()));
        await storeInTurn(instantOf(clock.now()));
      };
      try {
        await within(STOP_MS, storeRest(), () => new Error('The database did not answer in time'));
      } catch (error) {
        log.warn({ err: error }, 'the end of the history is not stored');
      }
    },
    onRecorded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

import { type Clock, instantOf } from '#server/clock.ts';
import { floorTo, LEVELS, type LevelPlan, LONGEST_KEPT } from './history-levels.ts';
import type { HistoryRepository, StoredRollup } from './history-repository.ts';
import type { InstanceRepository } from './instance-repository.ts';
import { VIEWS, type ViewName } from './kept-metrics.ts';
import { createRollupSum } from './rollup.ts';
import { packRollup, unpackRollup } from './rollup-codec.ts';

/** Steps that are merged again each time, because instances that had to wait may have added to them. */
const AGAIN_MS = 60 * 60_000;
/** Finer steps are read in stretches, so that little is in memory after a long pause. */
const STEPS_AT_ONCE = 60;

export interface HistoryCompactionDeps {
  history: HistoryRepository;
  instances: InstanceRepository;
  clock: Clock;
}

export interface HistoryCompaction {
  /**
   * Merges what is new into minutes, hours and days, then forgets what is too old. It can be
   * stopped, repeated and run twice at once: each step is merged from all of its parts, and
   * replaces one only that has fewer of them.
   */
  run(signal?: AbortSignal): Promise<void>;
}

export function createHistoryCompaction(deps: HistoryCompactionDeps): HistoryCompaction {
  const { history, instances, clock } = deps;

  /** Where merging goes on; null: there is nothing to merge. */
  async function beginOf(fine: LevelPlan, coarse: LevelPlan, view: ViewName) {
    const newest = await history.findNewest(coarse.name, view);
    const oldest = await history.findOldest(fine.name, view);
    if (oldest === null) return null;
    const again = Math.min(newest ?? oldest, clock.now() - AGAIN_MS);
    return floorTo(coarse.step, Math.max(oldest, newest === null ? oldest : again));
  }

  async function merge(fine: LevelPlan, coarse: LevelPlan, view: ViewName, signal?: AbortSignal) {
    const begin = await beginOf(fine, coarse, view);
    if (begin === null) return;
    const stretch = Math.max(coarse.step, fine.step * STEPS_AT_ONCE);
    for (let from = begin; from <= clock.now(); from += stretch) {
      signal?.throwIfAborted();
      const parts = await history.list(fine.name, view, from, from + stretch);
      const merged = [...grouped(parts, coarse.step)].map(([at, rollups]) => ({
        level: coarse.name,
        view,
        at,
        instanceId: '',
        weight: rollups.reduce((sum, { weight }) => sum + weight, 0),
        content: mergedContent(rollups),
      }));
      await history.put(merged);
    }
  }

  async function forget(level: LevelPlan, view: ViewName, signal?: AbortSignal): Promise<void> {
    const before = floorTo(level.step, clock.now() - level.keep);
    for (;;) {
      signal?.throwIfAborted();
      const oldest = await history.findOldest(level.name, view);
      if (oldest === null || oldest >= before) return;
      // Little at a time, as SQLite keeps everybody waiting meanwhile.
      await history.purge(level.name, view, Math.min(before, oldest + level.step * 500));
    }
  }

  return {
    async run(signal) {
      for (const view of VIEWS) {
        for (const [at, coarse] of LEVELS.entries()) {
          const fine = LEVELS[at - 1];
          if (fine) await merge(fine, coarse, view, signal);
        }
        for (const level of LEVELS) await forget(level, view, signal);
      }
      await instances.purge(instantOf(clock.now() - LONGEST_KEPT));
    },
  };
}

function grouped(rollups: readonly StoredRollup[], step: number): Map<number, StoredRollup[]> {
  return Map.groupBy(rollups, ({ at }) => floorTo(step, at));
}

function mergedContent(rollups: readonly StoredRollup[]): Uint8Array {
  const sum = createRollupSum();
  for (const [, ofStep] of Map.groupBy(rollups, ({ at }) => at)) {
    sum.addStep(ofStep.map(({ content }) => unpackRollup(content)));
  }
  return packRollup(sum.rollup());
}

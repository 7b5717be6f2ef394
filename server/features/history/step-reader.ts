import type { Clock } from '#server/clock.ts';
import { floorTo, LEVELS, type LevelPlan } from './history-levels.ts';
import type { HistoryRepository, StoredRollup } from './history-repository.ts';
import type { ViewName } from './kept-metrics.ts';
import type { Rollup } from './rollup.ts';
import { unpackRollup } from './rollup-codec.ts';

/** Unpacking so long at a time keeps nobody else waiting noticeably. */
const UNPACK_MS = 10;

/** One row, unpacked. */
export interface InstanceRollup extends Rollup {
  /** Empty: of all instances. */
  instanceId: string;
}

/** What all instances saw in one stored step. */
export interface StepRollups {
  /** Begin, in milliseconds since 1970. */
  at: number;
  rollups: InstanceRollup[];
}

/** Reads stored steps in their order, of which no instant is in two. */
export interface StepReader {
  /**
   * Steps of `level` that begin in a time, and of finer levels what has not been merged into it
   * yet. @param from a begin of a step of that level
   */
  read(
    level: LevelPlan,
    view: ViewName,
    from: number,
    to: number,
  ): AsyncGenerator<StepRollups, void, undefined>;
}

export function createStepReader(deps: { history: HistoryRepository; clock: Clock }): StepReader {
  const { history, clock } = deps;

  /** Until when a level can be read: the newest step that was merged may be one of which more is to come. */
  async function mergedUntil(level: LevelPlan, finer: LevelPlan, view: ViewName) {
    const newest = await history.findNewest(level.name, view);
    if (newest === null) return Number.NEGATIVE_INFINITY;
    // Unless its parts are forgotten already.
    return newest < clock.now() - finer.keep ? newest + level.step : newest;
  }

  /** Each level with the time that is read of it: what is merged, then what is only there finer. */
  async function partsOf(level: LevelPlan, view: ViewName, from: number, to: number) {
    const parts: { level: LevelPlan; from: number; to: number }[] = [];
    let begin = from;
    for (let at = LEVELS.findIndex(({ name }) => name === level.name); at >= 0; at -= 1) {
      const each = LEVELS[at] as LevelPlan;
      const finer = LEVELS[at - 1];
      const end = Math.min(finer ? await mergedUntil(each, finer, view) : to, to);
      if (end > begin) {
        parts.push({ level: each, from: begin, to: end });
        begin = end;
      }
      if (finer) begin = Math.max(begin, floorTo(finer.step, clock.now() - finer.keep));
    }
    return parts;
  }

  return {
    async *read(level, view, from, to) {
      let pausedAt = performance.now();
      for (const part of await partsOf(level, view, from, to)) {
        const rows = await history.list(part.level.name, view, part.from, part.to);
        for (const { at, stored } of byStep(rows)) {
          yield { at, rollups: stored.map(unpack) };
          if (performance.now() - pausedAt < UNPACK_MS) continue;
          await new Promise(setImmediate);
          pausedAt = performance.now();
        }
      }
    },
  };
}

function unpack({ instanceId, content }: StoredRollup): InstanceRollup {
  return { instanceId, ...unpackRollup(content) };
}

function* byStep(rows: readonly StoredRollup[]) {
  for (let begin = 0; begin < rows.length; ) {
    const { at } = rows[begin] as StoredRollup;
    let end = begin + 1;
    while (end < rows.length && rows[end]?.at === at) end += 1;
    yield { at, stored: rows.slice(begin, end) };
    begin = end;
  }
}

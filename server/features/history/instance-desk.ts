import { type Clock, instantOf } from '#server/clock.ts';
import type { HistoryMark, InstanceView } from '#shared/schemas/history-schemas.ts';
import { DAY } from './history-levels.ts';
import type { Instance, InstanceRepository } from './instance-repository.ts';

/** Three signs of life that did not come. */
const SILENT_MS = 35_000;
const MOST_INSTANCES = 1_000;

export interface InstanceDesk {
  /** Those that run, and those that ended within a day: the one that started last first. */
  list(): Promise<InstanceView[]>;
  /** What began and ended from an instant until another, in that order. */
  marks(from: number, to: number): Promise<HistoryMark[]>;
}

export interface InstanceDeskDeps {
  instances: InstanceRepository;
  /** This process: it is there, also where it does not record that it is. */
  instance: Pick<Instance, 'id' | 'name' | 'version' | 'node' | 'pid' | 'startedAt'>;
  clock: Clock;
}

export function createInstanceDesk({ instances, instance, clock }: InstanceDeskDeps): InstanceDesk {
  async function listSince(since: number): Promise<Instance[]> {
    const found = await instances.list(instantOf(since), MOST_INSTANCES);
    if (found.some(({ id }) => id === instance.id)) return found;
    const own = { ...instance, lastSeenAt: instantOf(clock.now()), stoppedAt: null };
    const place = found.findIndex(({ startedAt }) => startedAt <= own.startedAt);
    return found.toSpliced(place < 0 ? found.length : place, 0, own);
  }

  function isAlive({ stoppedAt, lastSeenAt }: Instance): boolean {
    return stoppedAt === null && Date.parse(lastSeenAt) >= clock.now() - SILENT_MS;
  }

  return {
    async list() {
      const found = await listSince(clock.now() - DAY);
      return found.map((each) => ({ ...each, isAlive: isAlive(each) }));
    },

    async marks(from, to) {
      const found = await listSince(0);
      const known = new Set<string>();
      const marks = found.toReversed().flatMap((each) => {
        const { id: instanceId, name, version, startedAt, lastSeenAt, stoppedAt } = each;
        const facts = { instanceId, name, version };
        const isDeploy = !known.has(version);
        known.add(version);
        const start = { at: startedAt, kind: 'start' as const, ...facts, isDeploy };
        if (isAlive(each)) return [start];
        const end = { at: stoppedAt ?? lastSeenAt, kind: 'stop' as const, ...facts };
        return [start, { ...end, isDeploy: false }];
      });
      return marks
        .filter(({ at }) => Date.parse(at) >= from && Date.parse(at) < to)
        .sort((one, other) => (one.at < other.at ? -1 : 1));
    },
  };
}

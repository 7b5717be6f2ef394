import { sampleInstant } from '../sample-records.ts';
import { FAR_FUTURE, type StoreSaboteur, saboteur } from './store-saboteur.ts';

export const HISTORY_SABOTEURS: readonly StoreSaboteur[] = [
  saboteur('history', 'the last one stays, whatever its weight', (real) => ({
    async put(rollups) {
      for (const { level, view, at } of rollups) {
        const there = await real.list(level, view, 0, Date.parse(FAR_FUTURE));
        if (there.some((each) => each.at === at)) await real.purge(level, view, at + 1);
      }
      await real.put(rollups);
    },
  })),
  saboteur('history', 'what is there stays, whatever comes', (real) => ({
    async put(rollups) {
      for (const rollup of rollups) {
        const { level, view, at, instanceId } = rollup;
        const there = await real.list(level, view, at, at + 1);
        if (!there.some((each) => each.instanceId === instanceId)) await real.put([rollup]);
      }
    },
  })),
  saboteur('history', 'bytes become text', (real) => ({
    put: (rollups) =>
      real.put(
        rollups.map((each) => ({
          ...each,
          content: Buffer.from(Buffer.from(each.content).toString()),
        })),
      ),
  })),
  saboteur('history', 'the list has its end in it', (real) => ({
    list: (level, view, from, to) => real.list(level, view, from, to + 1),
  })),
  saboteur('history', 'the list leaves out its begin', (real) => ({
    list: (level, view, from, to) => real.list(level, view, from + 1, to),
  })),
  saboteur('history', 'instances are in no order', (real) => ({
    list: async (...given) => (await real.list(...given)).toReversed(),
  })),
  saboteur('history', 'levels are one', (real) => ({
    put: (rollups) => real.put(rollups.map((each) => ({ ...each, level: '10s' }))),
  })),
  saboteur('history', 'the oldest is the newest', (real) => ({ findOldest: real.findNewest })),
  saboteur('history', 'purge takes everything', (real) => ({
    purge: (level, view) => real.purge(level, view, Date.parse(FAR_FUTURE)),
  })),
  saboteur('instances', 'the end of an instance is forgotten', (real) => ({
    put: (instance) => real.put({ ...instance, stoppedAt: null }),
  })),
  saboteur('instances', 'an instance that ended cannot come back', (real) => {
    const ends = new Map<string, string>();
    return {
      async put(instance) {
        if (instance.stoppedAt) ends.set(instance.id, instance.stoppedAt);
        await real.put({ ...instance, stoppedAt: ends.get(instance.id) ?? null });
      },
    };
  }),
  saboteur('instances', 'all are listed', (real) => ({
    list: (_since, limit) => real.list(sampleInstant(-999_999), limit),
  })),
  saboteur('instances', 'the first start comes first', (real) => ({
    list: async (...given) => (await real.list(...given)).toReversed(),
  })),
  saboteur('instances', 'purge takes everything', (real) => ({
    purge: () => real.purge(FAR_FUTURE),
  })),
];

import { sampleId } from '../sample-records.ts';
import { type StoreSaboteur, saboteur } from './store-saboteur.ts';

export const ATTENTION_SABOTEURS: readonly StoreSaboteur[] = [
  saboteur('attention', 'find looks next door', (real) => ({
    async find(owner) {
      return (await real.find(owner)) ?? real.find({ ...owner, householdId: sampleId(100) });
    },
  })),
  saboteur('attention', 'everybody in the household has the same', (real) => ({
    find: (owner) => real.find({ ...owner, userId: sampleId(1) }),
  })),
  saboteur('attention', 'put replaces what it should not find', (real) => ({
    async put(owner, marks, version) {
      const present = await real.find(owner);
      return real.put(owner, marks, version === null ? (present?.version ?? null) : version);
    },
  })),
  saboteur('attention', 'put ignores the version', (real) => ({
    async put(owner, marks, version) {
      const present = version === null ? null : await real.find(owner);
      return real.put(owner, marks, present?.version ?? version);
    },
  })),
  saboteur('attention', 'put sorts the keys', (real) => ({
    put: (owner, marks, version) =>
      real.put(owner, { ...marks, seen: marks.seen.toSorted() }, version),
  })),
  saboteur('attention', 'put forgets what was dismissed', (real) => ({
    put: (owner, marks, version) => real.put(owner, { ...marks, dismissed: [] }, version),
  })),
];

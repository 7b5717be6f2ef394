import { FAR_FUTURE, type StoreSaboteur, saboteur } from './store-saboteur.ts';

export const ERROR_GROUP_SABOTEURS: readonly StoreSaboteur[] = [
  saboteur('errorGroups', 'put replaces what it should not find', (real) => ({
    async put(group, version) {
      const present = await real.find(group.id);
      return real.put(group, version === null ? (present?.version ?? null) : version);
    },
  })),
  saboteur('errorGroups', 'put ignores the version', (real) => ({
    async put(group, version) {
      const present = version === null ? null : await real.find(group.id);
      return real.put(group, present?.version ?? version);
    },
  })),
  saboteur('errorGroups', 'put forgets the code', (real) => ({
    put: (group, version) => real.put({ ...group, code: null }, version),
  })),
  saboteur('errorGroups', 'put forgets the details of a change', (real) => ({
    put: (group, version) =>
      real.put(version === null ? group : { ...group, details: '{}' }, version),
  })),
  saboteur('errorGroups', 'list shows every state', (real) => ({
    async list(asked) {
      const both = [
        ...(await real.list({ ...asked, state: 'open' })),
        ...(await real.list({ ...asked, state: 'resolved' })),
      ];
      return both.slice(0, asked.limit);
    },
  })),
  saboteur('errorGroups', 'list skips what was seen in the same moment', (real) => ({
    async list({ after, ...asked }) {
      const found = await real.list({ after, ...asked });
      return found.filter(({ lastSeenAt }) => !after || lastSeenAt < after.lastSeenAt);
    },
  })),
  saboteur('errorGroups', 'purge forgets everything', (real) => ({
    purge: () => real.purge(FAR_FUTURE),
  })),
  saboteur('errorGroups', 'keepNewest keeps one more', (real) => ({
    keepNewest: (most) => real.keepNewest(most + 1),
  })),
  saboteur('errorGroups', 'keepNewest does nothing', () => ({ keepNewest: async () => 0 })),
];

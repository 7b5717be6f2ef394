import { sampleId, sampleInstant } from '../sample-records.ts';
import { FAR_FUTURE, type StoreSaboteur, saboteur } from './store-saboteur.ts';

export const REMINDER_SABOTEURS: readonly StoreSaboteur[] = [
  saboteur('reminderSettings', 'find looks next door', (real) => ({
    async find(householdId, key) {
      return (await real.find(householdId, key)) ?? real.find(sampleId(100), key);
    },
  })),
  saboteur('reminderSettings', 'all scopes are one', (real) => ({
    find: (householdId, key) => real.find(householdId, { ...key, scope: 'member' }),
  })),
  saboteur('reminderSettings', 'put replaces what it should not find', (real) => ({
    async put(householdId, row, version) {
      const present = await real.find(householdId, row);
      return real.put(householdId, row, version === null ? (present?.version ?? null) : version);
    },
  })),
  saboteur('reminderSettings', 'put ignores the version', (real) => ({
    async put(householdId, row, version) {
      const present = version === null ? null : await real.find(householdId, row);
      return real.put(householdId, row, present?.version ?? version);
    },
  })),
  saboteur('reminderSettings', 'delete ignores the version', (real) => ({
    delete: (householdId, key) => real.delete(householdId, key),
  })),
  saboteur('reminderSettings', 'list shows the last first', (real) => ({
    list: async (householdId) => (await real.list(householdId)).toReversed(),
  })),
  saboteur('reminderSettings', 'settings outlive their subscription', (real) => {
    const kept = new Map<string, Awaited<ReturnType<typeof real.list>>[number]>();
    return {
      async put(householdId, row, version) {
        if (row.scope === 'subscription') kept.set(householdId, { ...row, version: 1 });
        return real.put(householdId, row, version);
      },
      async list(householdId) {
        const rows = await real.list(householdId);
        const ghost = kept.get(householdId);
        const isThere = rows.some(({ scope }) => scope === 'subscription');
        return ghost && !isThere && rows.length > 0 ? [...rows, ghost] : rows;
      },
    };
  }),
  saboteur('reminderDeliveries', 'insertNew calls all of them new', (real) => ({
    async insertNew(householdId, deliveries) {
      await real.insertNew(householdId, deliveries);
      return deliveries.map(({ id }) => id);
    },
  })),
  saboteur('reminderDeliveries', 'insertNew looks first and inserts then', (real) => ({
    async insertNew(householdId, deliveries) {
      const found = await Promise.all(deliveries.map(({ id }) => real.find(householdId, id)));
      const fresh = deliveries.filter((_, at) => found[at] === null);
      await real.insertNew(householdId, fresh);
      return fresh.map(({ id }) => id);
    },
  })),
  saboteur('reminderDeliveries', 'insertNew forgets that it ended', (real) => ({
    insertNew: (householdId, deliveries) =>
      real.insertNew(
        householdId,
        deliveries.map((each) => ({ ...each, state: 'pending', endedAt: null })),
      ),
  })),
  saboteur('reminderDeliveries', 'listIds ignores since', (real) => ({
    listIds: (owner, channelId) => real.listIds(owner, channelId, sampleInstant(0)),
  })),
  saboteur('reminderDeliveries', 'listPending shows the last first', (real) => ({
    listPending: async (householdId) => (await real.listPending(householdId)).toReversed(),
  })),
  saboteur('reminderDeliveries', 'listNewest begins anew on every page', (real) => ({
    listNewest: (owner, { limit }) => real.listNewest(owner, { limit }),
  })),
  saboteur('reminderDeliveries', 'listNewest shows everybody’s', (real) => ({
    async listNewest(owner, page) {
      const others = await real.listNewest({ ...owner, userId: sampleId(2) }, page);
      return [...others, ...(await real.listNewest(owner, page))].slice(0, page.limit);
    },
  })),
  saboteur('reminderDeliveries', 'listFailed ignores since', (real) => ({
    listFailed: (owner) => real.listFailed(owner, sampleInstant(0)),
  })),
  saboteur('reminderDeliveries', 'listFailed shows the last first', (real) => ({
    listFailed: async (owner, since) => (await real.listFailed(owner, since)).toReversed(),
  })),
  saboteur('reminderDeliveries', 'listFailed shows what was sent, too', (real) => ({
    async listFailed(owner, since) {
      const rows = await real.listNewest(owner, { limit: 99 });
      return rows.filter(({ createdAt, state }) => createdAt >= since && state !== 'pending');
    },
  })),
  saboteur('reminderDeliveries', 'progress brings back what has ended', (real) => ({
    async progress(householdId, id, progress) {
      await real.progress(householdId, id, progress);
      return (await real.find(householdId, id)) !== null;
    },
  })),
  saboteur('reminderDeliveries', 'progress forgets the words', (real) => ({
    progress: (householdId, id, progress) =>
      real.progress(householdId, id, { ...progress, note: null }),
  })),
  saboteur('reminderDeliveries', 'purge forgets everything', (real) => ({
    purge: () => real.purge(FAR_FUTURE),
  })),
  saboteur('reminderLinks', 'find looks next door', (real) => ({
    async find(householdId, id) {
      return (await real.find(householdId, id)) ?? real.find(sampleId(100), id);
    },
  })),
  saboteur('reminderLinks', 'begin takes everybody for the first', (real) => ({
    async begin(householdId, use) {
      await real.begin(householdId, use);
      return use;
    },
  })),
  saboteur('reminderLinks', 'begin looks first and inserts then', (real) => ({
    async begin(householdId, use) {
      const found = await real.find(householdId, use.id);
      if (!found) await real.begin(householdId, use);
      return found ?? use;
    },
  })),
  saboteur('reminderLinks', 'begin forgets what was chosen', (real) => ({
    begin: (householdId, use) => real.begin(householdId, { ...use, snoozeUntil: null }),
  })),
  saboteur('reminderLinks', 'finish tells everybody that it was them', (real) => ({
    async finish(householdId, id, doneAt) {
      await real.finish(householdId, id, doneAt);
      return (await real.find(householdId, id)) !== null;
    },
  })),
  saboteur('reminderLinks', 'finish does nothing', (real) => ({
    async finish(householdId, id) {
      return (await real.find(householdId, id)) !== null;
    },
  })),
  saboteur('reminderLinks', 'purge forgets everything', (real) => ({
    purge: () => real.purge(FAR_FUTURE),
  })),
];

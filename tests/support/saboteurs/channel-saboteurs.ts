import { sampleId } from '../sample-records.ts';
import { FAR_FUTURE, type StoreSaboteur, saboteur } from './store-saboteur.ts';

const MEMBERS = [sampleId(1), sampleId(2)];
const HOUSEHOLDS = [sampleId(100), sampleId(101)];

export const CHANNEL_SABOTEURS: readonly StoreSaboteur[] = [
  saboteur('channels', 'find looks at what everybody in the household has', (real) => ({
    async find({ householdId, userId }, id) {
      const members = [userId, ...MEMBERS];
      const all = members.map((member) => real.find({ householdId, userId: member }, id));
      return (await Promise.all(all)).find(Boolean) ?? null;
    },
  })),
  saboteur('channels', 'find looks into every household', (real) => ({
    async find({ householdId, userId }, id) {
      const households = [householdId, ...HOUSEHOLDS];
      const all = households.map((each) => real.find({ householdId: each, userId }, id));
      return (await Promise.all(all)).find(Boolean) ?? null;
    },
  })),
  saboteur('channels', 'list shows what everybody in the household has', (real) => ({
    async list({ householdId }, options) {
      const lists = MEMBERS.map((userId) => real.list({ householdId, userId }, options));
      return (await Promise.all(lists)).flat();
    },
  })),
  saboteur('channels', 'list ignores the trash', (real) => ({ list: (owner) => real.list(owner) })),
  saboteur('channels', 'replace reaches what another member has', (real) => ({
    async replace({ householdId }, channel, version) {
      const tries = MEMBERS.map((userId) =>
        real.replace({ householdId, userId }, channel, version),
      );
      return (await Promise.all(tries)).some(Boolean);
    },
  })),
  saboteur('channels', 'replace ignores the version', (real) => ({
    async replace(owner, channel) {
      const present = await real.find(owner, channel.id);
      return present ? real.replace(owner, channel, present.version) : false;
    },
  })),
  saboteur('channels', 'insert says inserted for what exists', (real) => ({
    async insert(owner, channel) {
      await real.insert(owner, channel);
      return 'inserted';
    },
  })),
  saboteur('channels', 'a fault is forgotten', (real) => ({
    replace: (owner, channel, version) =>
      real.replace(owner, { ...channel, faultAt: null, faultWords: null }, version),
  })),
  saboteur('channels', 'settings are written anew', (real) => ({
    replace: (owner, channel, version) =>
      real.replace(
        owner,
        { ...channel, secrets: JSON.stringify(JSON.parse(channel.secrets), null, 1) },
        version,
      ),
  })),
  saboteur('channels', 'purgeTrash removes all of the trash', (real) => ({
    purgeTrash: () => real.purgeTrash(FAR_FUTURE),
  })),
];

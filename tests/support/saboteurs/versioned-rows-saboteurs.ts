import type { Store } from '#server/adapters/store/store.ts';
import { sampleId } from '../sample-records.ts';
import { FAR_FUTURE, type StoreSaboteur, saboteur } from './store-saboteur.ts';

type VersionedName = 'subscriptions' | 'categories' | 'paymentMethods' | 'budgets';
/** They are alike in what is sabotaged here. */
type Rows = Store['categories'];

const HOUSEHOLDS = [sampleId(100), sampleId(101)];

/** Faults of what has a version and a trash. */
export function versionedRowsSaboteurs(name: VersionedName): StoreSaboteur[] {
  const rows = (fault: string, change: (real: Rows) => Partial<Rows>) =>
    saboteur(name as 'categories', fault, change);
  return [...readingSaboteurs(rows), ...writingSaboteurs(rows)];
}

type SabotageRows = (fault: string, change: (real: Rows) => Partial<Rows>) => StoreSaboteur;

function readingSaboteurs(rows: SabotageRows): StoreSaboteur[] {
  return [
    rows('find looks into every household', (real) => ({
      async find(householdId, id) {
        const found = await Promise.all(HOUSEHOLDS.map((each) => real.find(each, id)));
        return (await real.find(householdId, id)) ?? found.find(Boolean) ?? null;
      },
    })),
    rows('find does not look into the trash', (real) => ({
      async find(householdId, id) {
        const found = await real.find(householdId, id);
        return found?.deletedAt ? null : found;
      },
    })),
    rows('find leaves null out', (real) => ({
      async find(householdId, id) {
        const found = await real.find(householdId, id);
        return found && (withoutNulls(found) as typeof found);
      },
    })),
    rows('find answers from what was read before', (real) => {
      const read = new Map<string, Awaited<ReturnType<Rows['find']>>>();
      return {
        async find(householdId, id) {
          const known = read.get(id) ?? (await real.find(householdId, id));
          read.set(id, known);
          return known;
        },
      };
    }),
    rows('list ignores the household', (real) => ({
      async list(_householdId, options) {
        const lists = HOUSEHOLDS.map((each) => real.list(each, options));
        return (await Promise.all(lists)).flat();
      },
    })),
    rows('list ignores the trash', (real) => ({ list: (householdId) => real.list(householdId) })),
    rows('list shows the trash among the rest', (real) => ({
      list: async (householdId, options) => [
        ...(await real.list(householdId, options)),
        ...(options?.trash ? [] : await real.list(householdId, { trash: true })),
      ],
    })),
    rows('list sorts by id alone', (real) => ({
      async list(householdId, options) {
        const found = await real.list(householdId, options);
        return found.toSorted((left, right) => (left.id < right.id ? -1 : 1));
      },
    })),
    rows('list sorts by creation alone', (real) => ({
      async list(householdId, options) {
        const found = (await real.list(householdId, options)).toReversed();
        return found.toSorted((left, right) => left.createdAt.localeCompare(right.createdAt));
      },
    })),
  ];
}

function writingSaboteurs(rows: SabotageRows): StoreSaboteur[] {
  return [
    rows('insert overwrites', (real) => ({
      async insert(householdId, row) {
        const present = await real.find(householdId, row.id);
        if (present) await real.replace(householdId, row, present.version);
        return present ? 'exists' : real.insert(householdId, row);
      },
    })),
    rows('insert says inserted for what exists', (real) => ({
      async insert(householdId, row) {
        await real.insert(householdId, row);
        return 'inserted';
      },
    })),
    rows('replace ignores the version', (real) => ({
      async replace(householdId, row) {
        const present = await real.find(householdId, row.id);
        return present ? real.replace(householdId, row, present.version) : false;
      },
    })),
    rows('replace takes the version from the row', (real) => ({
      replace: (householdId, row) => real.replace(householdId, row, row.version),
    })),
    rows('replace always says true', (real) => ({
      async replace(...change) {
        await real.replace(...change);
        return true;
      },
    })),
    rows('replace inserts what is absent', (real) => ({
      async replace(householdId, row, version) {
        if (await real.replace(householdId, row, version)) return true;
        return (await real.insert(householdId, row)) === 'inserted';
      },
    })),
    rows('replace reaches into another household', (real) => ({
      async replace(_householdId, row, version) {
        const tries = HOUSEHOLDS.map((each) => real.replace(each, row, version));
        return (await Promise.all(tries)).some(Boolean);
      },
    })),
    rows('replace checks the version first, and then writes whatever came between', (real) => ({
      async replace(householdId, row, version) {
        let present = await real.find(householdId, row.id);
        if (present?.version !== version) return false;
        while (present && !(await real.replace(householdId, row, present.version))) {
          present = await real.find(householdId, row.id);
        }
        return true;
      },
    })),
    rows('purgeTrash removes all of the trash', (real) => ({
      purgeTrash: () => real.purgeTrash(FAR_FUTURE),
    })),
    rows('purgeTrash counts wrongly', (real) => ({
      purgeTrash: async (before) => (await real.purgeTrash(before)) + 1,
    })),
  ];
}

function withoutNulls(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}

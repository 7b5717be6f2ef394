import type { RateProviderState } from '#server/features/rates/provided-rate-repository.ts';
import { FAR_FUTURE, type StoreSaboteur, saboteur } from './store-saboteur.ts';

export const HOUSEHOLD_DATA_SABOTEURS: readonly StoreSaboteur[] = [
  saboteur('subscriptions', 'amounts lose their last digits', (real) => ({
    async find(householdId, id) {
      const found = await real.find(householdId, id);
      if (!found) return null;
      const prices = found.prices.map((price) => ({
        ...price,
        amountMinor: Math.fround(price.amountMinor),
      }));
      return { ...found, prices };
    },
  })),
  saboteur('subscriptions', 'insertMany overwrites', (real) => ({
    async insertMany(householdId, rows) {
      await real.insertMany(householdId, rows);
      for (const row of rows) await real.replace(householdId, row, 1);
    },
  })),
  saboteur('payments', 'an entry is overwritten where none was expected', (real) => ({
    async put(householdId, payment, expectedVersion) {
      if (await real.put(householdId, payment, expectedVersion)) return true;
      return expectedVersion === null ? real.put(householdId, payment, 1) : false;
    },
  })),
  saboteur('payments', 'delete ignores the version', (real) => ({
    delete: (householdId, id, dueOn) => real.delete(householdId, id, dueOn),
  })),
  saboteur('payments', 'list ignores the subscription', (real) => ({
    list: (householdId) => real.list(householdId),
  })),
  saboteur('payments', 'list sorts by subscription', (real) => ({
    async list(householdId, subscriptionId) {
      const entries = await real.list(householdId, subscriptionId);
      return entries.toSorted((left, right) =>
        left.subscriptionId.localeCompare(right.subscriptionId),
      );
    },
  })),
  saboteur('payments', 'an amount of nothing becomes the planned one', (real) => ({
    async put(householdId, payment, expectedVersion) {
      const planned = { ...payment, amountMinor: null, currency: null };
      return real.put(householdId, payment.amountMinor ? payment : planned, expectedVersion);
    },
  })),
  saboteur('budgets', 'limits lose their last digits', (real) => ({
    async find(householdId, id) {
      const found = await real.find(householdId, id);
      return found && { ...found, limitMinor: Math.fround(found.limitMinor) };
    },
  })),
  saboteur('budgets', 'a limit of nothing stays as it was', (real) => ({
    async replace(householdId, row, version) {
      const present = await real.find(householdId, row.id);
      const limitMinor = row.limitMinor || (present?.limitMinor ?? 0);
      return real.replace(householdId, { ...row, limitMinor }, version);
    },
  })),
  saboteur('budgets', 'no category becomes the one that was', (real) => ({
    async replace(householdId, row, version) {
      const present = await real.find(householdId, row.id);
      const categoryId = row.categoryId ?? present?.categoryId ?? null;
      return real.replace(householdId, { ...row, categoryId }, version);
    },
  })),
  saboteur('rates', 'a rate becomes a float', (real) => ({
    put: (householdId, rate) => real.put(householdId, { ...rate, rate: String(Number(rate.rate)) }),
  })),
  saboteur('rates', 'the first rate of a day stays', (real) => ({
    async put(householdId, rate) {
      const present = await real.list(householdId);
      const isThere = present.some(
        ({ from, to, on }) => from === rate.from && to === rate.to && on === rate.on,
      );
      if (!isThere) await real.put(householdId, rate);
    },
  })),
  saboteur('rates', 'delete removes every day of the pair', (real) => ({
    async delete(householdId, from, to, on) {
      const wasThere = await real.delete(householdId, from, to, on);
      for (const rate of await real.list(householdId)) {
        if (rate.from === from && rate.to === to) {
          await real.delete(householdId, from, to, rate.on);
        }
      }
      return wasThere;
    },
  })),
  saboteur('providedRates', 'a rate becomes a float', (real) => ({
    insertNew: (sheets) =>
      real.insertNew(
        sheets.map((sheet) => ({
          ...sheet,
          perEuro: Object.fromEntries(
            Object.entries(sheet.perEuro).map(([code, rate]) => [code, String(Number(rate))]),
          ),
        })),
      ),
  })),
  saboteur('providedRates', 'days that are there keep the new ones out', (real) => ({
    async insertNew(sheets) {
      const present = await real.list('1000-01-01');
      if (!present.some(({ on }) => sheets.some((sheet) => sheet.on === on))) {
        await real.insertNew(sheets);
      }
    },
  })),
  saboteur('providedRates', 'what was held back is forgotten', (real) => ({
    insertNew: (sheets) => real.insertNew(sheets.map((sheet) => ({ ...sheet, heldBack: [] }))),
  })),
  saboteur('providedRates', 'the newest is that of any provider', (real) => ({
    async findNewest(_provider, before = '9999-12-31') {
      const all = await real.list('1000-01-01');
      return all.findLast(({ on }) => on < before) ?? null;
    },
  })),
  saboteur('providedRates', 'the newest may be of the day itself', (real) => ({
    async findNewest(provider, before = '9999-12-31') {
      const all = await real.list('1000-01-01');
      return all.findLast((sheet) => sheet.provider === provider && sheet.on <= before) ?? null;
    },
  })),
  saboteur('providedRates', 'the list leaves out its first day', (real) => ({
    list: async (from) => (await real.list(from)).filter(({ on }) => on > from),
  })),
  saboteur('providedRates', 'a fault stays', (real) => {
    const faults = new Map<string, Partial<RateProviderState>>();
    return {
      async putState(state) {
        const { faultAt, faultWords } = state;
        if (faultAt) faults.set(state.provider, { faultAt, faultWords });
        await real.putState({ ...state, ...faults.get(state.provider) });
      },
    };
  }),
  saboteur('imports', 'purge removes what is still waiting', (real) => ({
    purge: () => real.purge(FAR_FUTURE),
  })),
  saboteur('imports', 'content is written anew', (real) => ({
    insert: (householdId, entry) =>
      real.insert(householdId, { ...entry, content: JSON.stringify(JSON.parse(entry.content)) }),
  })),
  saboteur('calendarFeeds', 'the old token goes on working', (real) => {
    const seen = new Map<string, string>();
    return {
      async put(householdId, feed) {
        await real.put(householdId, feed);
        seen.set(feed.tokenHash, householdId);
      },
      findHouseholdByTokenHash: async (tokenHash) => seen.get(tokenHash) ?? null,
    };
  }),
  saboteur('idempotency', 'begin answers with what it was given', (real) => ({
    async begin(householdId, record) {
      await real.begin(householdId, record);
      return record;
    },
  })),
  saboteur('idempotency', 'everybody may take over', (real) => ({
    async resume(...request) {
      await real.resume(...request);
      return true;
    },
  })),
  saboteur('idempotency', 'abandon forgets an answer', (real) => ({
    abandon: async () => {
      await real.purge(FAR_FUTURE);
    },
  })),
];

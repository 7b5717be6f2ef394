import { sampleInstant } from '../sample-records.ts';
import { FAR_FUTURE, type StoreSaboteur, saboteur } from './store-saboteur.ts';

export const OPERATION_SABOTEURS: readonly StoreSaboteur[] = [
  saboteur('circuitEvents', 'what comes with something known is lost', (real) => ({
    async insertNew(events) {
      const present = await real.list({
        from: sampleInstant(0),
        to: FAR_FUTURE,
        turnsOnly: false,
        limit: 1_000,
      });
      const ids = new Set(present.map(({ id }) => id));
      if (!events.some(({ id }) => ids.has(id))) await real.insertNew(events);
    },
  })),
  saboteur('circuitEvents', 'every event is a turn', (real) => ({
    insertNew: (events) => real.insertNew(events.map((event) => ({ ...event, isTurn: true }))),
  })),
  saboteur('circuitEvents', 'the words of an error are lost', (real) => ({
    insertNew: (events) => real.insertNew(events.map((event) => ({ ...event, words: null }))),
  })),
  saboteur('circuitEvents', 'a period includes its end', (real) => ({
    list: (list) => real.list({ ...list, to: new Date(Date.parse(list.to) + 1).toISOString() }),
  })),
  saboteur('circuitEvents', 'every circuit is listed', (real) => ({
    list: ({ circuit: _, ...list }) => real.list(list),
  })),
  saboteur('circuitEvents', 'pages begin anew', (real) => ({
    list: ({ after: _, ...list }) => real.list(list),
  })),
  saboteur('circuitEvents', 'what is too much stays', (real) => ({
    purge: (before) => real.purge(before, 1_000_000),
  })),
  saboteur('circuitEvents', 'what is old stays', (real) => ({
    purge: (_before, most) => real.purge(sampleInstant(-1), most),
  })),
  saboteur('circuitEvents', 'the first order for a circuit stays', (real) => ({
    async putOrder(order) {
      const present = await real.listOrders();
      if (!present.some(({ circuit }) => circuit === order.circuit)) await real.putOrder(order);
    },
  })),
  saboteur('circuitEvents', 'orders come as they were given', (real) => ({
    listOrders: async () => (await real.listOrders()).toReversed(),
  })),
  saboteur('audit', 'nothing is new with something known', (real) => ({
    async insertNew(acts) {
      const present = await real.list({ limit: 1_000 });
      const ids = new Set(present.map(({ id }) => id));
      if (!acts.some(({ id }) => ids.has(id))) await real.insertNew(acts);
    },
  })),
  saboteur('audit', 'parameters are forgotten', (real) => ({
    insertNew: (acts) => real.insertNew(acts.map((act) => ({ ...act, params: {} }))),
  })),
  saboteur('audit', 'pages begin anew', (real) => ({
    list: ({ limit }) => real.list({ limit }),
  })),
  saboteur('audit', 'purge removes what is new', (real) => ({
    purge: () => real.purge(FAR_FUTURE),
  })),
];

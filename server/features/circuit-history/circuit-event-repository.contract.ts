import assert from 'node:assert/strict';
import {
  sampleCircuitEvent,
  sampleCircuitOrder,
  sampleId,
  sampleInstant,
} from '#tests/support/sample-records.ts';
import type { StoreContract } from '#tests/support/store-contract.ts';
import type { CircuitEvent } from './circuit-event-repository.ts';

const ALL = { from: sampleInstant(0), to: sampleInstant(9_999), turnsOnly: false, limit: 100 };

function eventAt(number: number, seconds: number, changes: Partial<CircuitEvent> = {}) {
  return sampleCircuitEvent({ id: sampleId(number), at: sampleInstant(seconds), ...changes });
}

export const circuitEventRepositoryContract: StoreContract = {
  name: 'circuitEvents',
  cases: [
    {
      name: 'answers what is absent with nothing',
      async run({ circuitEvents }) {
        await circuitEvents.insertNew([]);
        assert.deepEqual(await circuitEvents.list(ALL), []);
        assert.deepEqual(await circuitEvents.listOrders(), []);
        assert.equal(await circuitEvents.purge(sampleInstant(9), 0), 0);
      },
    },
    {
      name: 'keeps every fact, and null as null',
      async run({ circuitEvents }) {
        const failed = eventAt(2, 2);
        const plain = eventAt(1, 1, {
          fromState: 'open',
          toState: 'half-open',
          cause: 'wait-is-over',
          fault: null,
          words: null,
          isTurn: false,
        });
        await circuitEvents.insertNew([plain, failed]);
        assert.deepEqual(await circuitEvents.list(ALL), [failed, plain]);
      },
    },
    {
      name: 'leaves an event that is there as it is, and takes the others',
      async run({ circuitEvents }) {
        const first = eventAt(1, 1);
        await circuitEvents.insertNew([first]);
        await circuitEvents.insertNew([{ ...first, words: 'another' }, eventAt(2, 2)]);
        assert.deepEqual(await circuitEvents.list(ALL), [eventAt(2, 2), first]);
      },
    },
    {
      name: 'keeps each of many that two insert at once, once',
      async run({ circuitEvents }) {
        const events = Array.from({ length: 250 }, (_, at) => eventAt(at, at));
        await Promise.all([circuitEvents.insertNew(events), circuitEvents.insertNew(events)]);
        const found = await circuitEvents.list({ ...ALL, limit: 500 });
        assert.deepEqual(
          found.map(({ id }) => id),
          events.map(({ id }) => id).reverse(),
        );
      },
    },
    {
      name: 'lists the newest first, in pages, in a period that ends before its end',
      async run({ circuitEvents }) {
        const events = [eventAt(1, 1), eventAt(3, 2), eventAt(2, 2), eventAt(4, 3), eventAt(5, 4)];
        await circuitEvents.insertNew(events);
        const idsOf = async (list: Partial<typeof ALL> & { after?: CircuitEvent }) =>
          (await circuitEvents.list({ ...ALL, ...list })).map(({ id }) => id);
        const ids = [5, 4, 3, 2, 1].map(sampleId);
        assert.deepEqual(await idsOf({}), ids);
        assert.deepEqual(await idsOf({ limit: 2 }), ids.slice(0, 2));
        assert.deepEqual(await idsOf({ limit: 1, after: eventAt(4, 3) }), ids.slice(2, 3));
        assert.deepEqual(await idsOf({ after: eventAt(3, 2) }), ids.slice(3));
        const middle = { from: sampleInstant(2), to: sampleInstant(4) };
        assert.deepEqual(await idsOf(middle), ids.slice(1, 4));
        assert.deepEqual(await idsOf({ ...middle, after: eventAt(3, 2) }), ids.slice(3, 4));
      },
    },
    {
      name: 'lists those of one circuit, and turns alone',
      async run({ circuitEvents }) {
        const events = [
          eventAt(1, 1),
          eventAt(2, 2, { isTurn: false }),
          eventAt(3, 3, { circuit: 'mail' }),
          eventAt(4, 4, { circuit: 'mail', isTurn: false }),
        ];
        await circuitEvents.insertNew(events);
        const idsOf = async (list: { circuit?: string; turnsOnly?: boolean }) =>
          (await circuitEvents.list({ ...ALL, ...list })).map(({ id }) => id);
        assert.deepEqual(await idsOf({ circuit: 'mail' }), [4, 3].map(sampleId));
        assert.deepEqual(await idsOf({ turnsOnly: true }), [3, 1].map(sampleId));
        assert.deepEqual(await idsOf({ circuit: 'cache', turnsOnly: true }), [sampleId(1)]);
        assert.deepEqual(await idsOf({ circuit: 'database' }), []);
      },
    },
    {
      name: 'forgets what is old, and what is too much',
      async run({ circuitEvents }) {
        const events = [1, 2, 3, 4, 5, 6].map((number) => eventAt(number, Math.min(number, 5)));
        await circuitEvents.insertNew(events);
        assert.equal(await circuitEvents.purge(sampleInstant(2), 100), 1);
        assert.equal(await circuitEvents.purge(sampleInstant(2), 5), 0);
        assert.equal(await circuitEvents.purge(sampleInstant(0), 1), 4);
        assert.deepEqual(await circuitEvents.list(ALL), [eventAt(6, 5)]);
      },
    },
    {
      name: 'replaces the order for a circuit, and keeps those for others, by name',
      async run({ circuitEvents }) {
        const reset = sampleCircuitOrder({ act: 'reset', until: null, at: sampleInstant(50) });
        await circuitEvents.putOrder(sampleCircuitOrder());
        await circuitEvents.putOrder(sampleCircuitOrder({ circuit: 'cache' }));
        await circuitEvents.putOrder(reset);
        await circuitEvents.putOrder(reset);
        const other = sampleCircuitOrder({ circuit: 'cache' });
        assert.deepEqual(await circuitEvents.listOrders(), [other, reset]);
      },
    },
    {
      name: 'lets one of two concurrent orders be what stays',
      async run({ circuitEvents }) {
        const contenders = [1, 2].map((at) => sampleCircuitOrder({ at: sampleInstant(at) }));
        await Promise.all(contenders.map((order) => circuitEvents.putOrder(order)));
        const [kept, ...others] = await circuitEvents.listOrders();
        assert.deepEqual(others, []);
        assert.ok(contenders.some(({ at }) => at === kept?.at));
      },
    },
  ],
};

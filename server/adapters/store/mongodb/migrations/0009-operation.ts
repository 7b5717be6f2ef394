import { documentOf, flag, instant, oneOf, orNull, text } from './field-rules.ts';
import type { Migration } from './migration.ts';

const state = oneOf('closed', 'open', 'half-open', 'isolated');

export const operation: Migration = {
  name: '0009-operation',
  collections: [
    {
      name: 'circuit_events',
      validator: documentOf({
        at: instant,
        instanceId: text,
        circuit: text,
        fromState: state,
        toState: state,
        cause: text,
        fault: orNull(text),
        words: orNull(text),
        isTurn: flag,
      }),
      indexes: [
        { name: 'by_time', key: { at: 1, _id: 1 } },
        { name: 'by_circuit', key: { circuit: 1, at: 1, _id: 1 } },
        { name: 'turns_by_time', key: { isTurn: 1, at: 1, _id: 1 } },
        { name: 'turns_by_circuit', key: { circuit: 1, isTurn: 1, at: 1, _id: 1 } },
      ],
    },
    {
      name: 'circuit_orders',
      validator: documentOf({
        act: oneOf('isolate', 'reset'),
        at: instant,
        until: orNull(instant),
      }),
      indexes: [],
    },
    {
      name: 'operator_acts',
      validator: documentOf({
        at: instant,
        instanceId: text,
        userId: text,
        method: text,
        route: text,
        params: text,
        status: { bsonType: 'int' },
        requestId: text,
      }),
      indexes: [{ name: 'by_time', key: { at: 1, _id: 1 } }],
    },
  ],
};

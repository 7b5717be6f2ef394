import { documentOf, instant, orNull, text } from './field-rules.ts';
import type { Migration } from './migration.ts';

/** The `_id` of a rollup is its level, view, step and instance: nothing is asked by anything else. */
export const history: Migration = {
  name: '0011-history',
  collections: [
    {
      name: 'history_rollups',
      validator: documentOf({
        weight: { bsonType: 'int', minimum: 1 },
        content: { bsonType: 'binData' },
      }),
      indexes: [],
    },
    {
      name: 'instances',
      validator: documentOf({
        name: text,
        version: text,
        node: text,
        pid: { bsonType: 'int' },
        startedAt: instant,
        lastSeenAt: instant,
        stoppedAt: orNull(instant),
      }),
      indexes: [{ name: 'by_sight', key: { lastSeenAt: 1 } }],
    },
  ],
};

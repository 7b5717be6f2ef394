import { documentOf, instant, oneOf, orNull, text, version } from './field-rules.ts';
import type { Migration } from './migration.ts';

export const errorGroups: Migration = {
  name: '0010-error-groups',
  collections: [
    {
      name: 'error_groups',
      validator: documentOf({
        version,
        state: oneOf('open', 'resolved'),
        source: text,
        type: text,
        code: orNull(text),
        message: text,
        place: orNull(text),
        count: { bsonType: 'int', minimum: 1 },
        householdCount: { bsonType: 'int', minimum: 0 },
        firstSeenAt: instant,
        lastSeenAt: instant,
        resolvedAt: orNull(instant),
        reopenedAt: orNull(instant),
        release: text,
        details: text,
      }),
      indexes: [
        { name: 'by_state', key: { state: 1, lastSeenAt: 1, _id: 1 } },
        { name: 'by_age', key: { lastSeenAt: 1, _id: 1 } },
      ],
    },
  ],
};

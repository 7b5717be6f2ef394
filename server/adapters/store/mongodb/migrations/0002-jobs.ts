import { documentOf, instant, oneOf, orNull, text } from './field-rules.ts';
import { ANY_INSTANT, ANY_TEXT, type Migration } from './migration.ts';

export const jobs: Migration = {
  name: '0002-jobs',
  collections: [
    {
      name: 'jobs',
      validator: documentOf({
        householdId: orNull(text),
        kind: text,
        payload: text,
        state: oneOf('waiting', 'running', 'done', 'skipped', 'dead'),
        scheduledFor: instant,
        claimableAt: orNull(instant),
        attempt: { bsonType: 'int', minimum: 0 },
        holder: orNull(text),
        createdAt: instant,
        startedAt: orNull(instant),
        endedAt: orNull(instant),
        error: orNull(text),
      }),
      indexes: [
        // Without what has ended, so that a claim costs the same however much is remembered.
        {
          name: 'by_turn',
          key: { kind: 1, claimableAt: 1 },
          only: { claimableAt: ANY_INSTANT },
        },
        { name: 'by_kind', key: { kind: 1, state: 1, scheduledFor: 1, _id: 1 } },
        { name: 'by_end', key: { endedAt: 1 }, only: { endedAt: ANY_INSTANT } },
        {
          name: 'by_household',
          key: { householdId: 1 },
          only: { householdId: ANY_TEXT },
        },
      ],
    },
  ],
};

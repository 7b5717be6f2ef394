import {
  calendarDate,
  documentOf,
  flag,
  instant,
  oneOf,
  orNull,
  text,
  version,
} from './field-rules.ts';
import type { Migration } from './migration.ts';

const count = { bsonType: 'int', minimum: 0 };

export const reminders: Migration = {
  name: '0004-reminders',
  collections: [
    {
      name: 'reminder_settings',
      validator: documentOf({
        householdId: text,
        scope: oneOf('household', 'member', 'subscription'),
        ownerId: text,
        version,
        settings: text,
        createdAt: instant,
        updatedAt: instant,
      }),
      indexes: [
        { name: 'by_household', key: { householdId: 1, scope: 1, ownerId: 1 } },
        { name: 'by_owner', key: { ownerId: 1 } },
      ],
    },
    {
      name: 'reminder_deliveries',
      validator: documentOf({
        householdId: text,
        id: text,
        userId: text,
        channelId: text,
        kind: text,
        subjectId: text,
        occurrence: calendarDate,
        days: count,
        sendAt: instant,
        digestId: orNull(text),
        state: oneOf('pending', 'sent', 'failed', 'dropped'),
        isLate: flag,
        note: orNull(text),
        attempts: count,
        createdAt: instant,
        endedAt: orNull(instant),
      }),
      indexes: [
        { name: 'by_channel', key: { householdId: 1, userId: 1, channelId: 1, sendAt: 1 } },
        { name: 'newest', key: { householdId: 1, userId: 1, createdAt: 1, id: 1 } },
        { name: 'by_state', key: { householdId: 1, state: 1, sendAt: 1, id: 1 } },
        { name: 'by_age', key: { createdAt: 1 } },
        { name: 'by_user', key: { userId: 1 } },
      ],
    },
  ],
};

import { documentOf, instant, orNull, text, version } from './field-rules.ts';
import { ANY_INSTANT, type Migration } from './migration.ts';

export const channels: Migration = {
  name: '0003-channels',
  collections: [
    {
      name: 'channels',
      validator: documentOf({
        householdId: text,
        userId: text,
        id: text,
        version,
        name: text,
        kind: text,
        settings: text,
        secrets: text,
        faultAt: orNull(instant),
        faultWords: orNull(text),
        createdAt: instant,
        updatedAt: instant,
        deletedAt: orNull(instant),
      }),
      indexes: [
        {
          name: 'by_member',
          key: { householdId: 1, userId: 1, createdAt: 1, id: 1 },
        },
        { name: 'by_user', key: { userId: 1 } },
        { name: 'in_trash', key: { deletedAt: 1 }, only: { deletedAt: ANY_INSTANT } },
      ],
    },
  ],
};

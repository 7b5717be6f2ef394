import { documentOf, instant, listOf, text, version } from './field-rules.ts';
import type { Migration } from './migration.ts';

export const attention: Migration = {
  name: '0007-attention',
  collections: [
    {
      name: 'attention_marks',
      validator: documentOf({
        householdId: text,
        userId: text,
        version,
        seen: listOf(text),
        dismissed: listOf(text),
        createdAt: instant,
        updatedAt: instant,
      }),
      indexes: [
        { name: 'by_household', key: { householdId: 1 } },
        { name: 'by_user', key: { userId: 1 } },
      ],
    },
  ],
};

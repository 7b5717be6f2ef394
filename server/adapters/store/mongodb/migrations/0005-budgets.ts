import { amount, documentOf, instant, oneOf, orNull, text, version } from './field-rules.ts';
import { ANY_INSTANT, type Migration } from './migration.ts';

export const budgets: Migration = {
  name: '0005-budgets',
  collections: [
    {
      name: 'budgets',
      validator: documentOf({
        householdId: text,
        id: text,
        version,
        name: text,
        limitMinor: amount,
        currency: text,
        period: oneOf('month', 'year'),
        categoryId: orNull(text),
        createdAt: instant,
        updatedAt: instant,
        deletedAt: orNull(instant),
      }),
      indexes: [
        { name: 'by_household', key: { householdId: 1, createdAt: 1, id: 1 } },
        { name: 'in_trash', key: { deletedAt: 1 }, only: { deletedAt: ANY_INSTANT } },
      ],
    },
  ],
};

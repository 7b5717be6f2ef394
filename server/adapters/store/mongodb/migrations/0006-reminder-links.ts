import { documentOf, instant, orNull, text } from './field-rules.ts';
import type { Migration } from './migration.ts';

export const reminderLinks: Migration = {
  name: '0006-reminder-links',
  collections: [
    {
      name: 'reminder_link_uses',
      validator: documentOf({
        householdId: text,
        id: text,
        snoozeUntil: orNull(instant),
        begunAt: instant,
        doneAt: orNull(instant),
      }),
      indexes: [
        { name: 'by_household', key: { householdId: 1 } },
        { name: 'by_age', key: { begunAt: 1 } },
      ],
    },
  ],
};

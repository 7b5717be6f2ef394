import { calendarDate, documentOf, instant, orNull, text } from './field-rules.ts';
import type { Migration } from './migration.ts';

export const providedRates: Migration = {
  name: '0008-provided-rates',
  collections: [
    {
      name: 'rate_sheets',
      validator: documentOf({
        provider: text,
        on: calendarDate,
        fetchedAt: instant,
        perEuro: text,
        heldBack: text,
      }),
      indexes: [{ name: 'by_day', key: { on: 1, provider: 1 } }],
    },
    {
      name: 'rate_providers',
      validator: documentOf({
        answeredAt: orNull(instant),
        faultAt: orNull(instant),
        faultWords: orNull(text),
      }),
      indexes: [],
    },
  ],
};

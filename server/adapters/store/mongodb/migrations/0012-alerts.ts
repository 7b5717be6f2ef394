import { documentOf, instant, oneOf, orNull, text, version } from './field-rules.ts';
import type { Migration } from './migration.ts';

export const alerts: Migration = {
  name: '0012-alerts',
  collections: [
    {
      name: 'alert_documents',
      validator: documentOf({ version, content: text }),
      indexes: [],
    },
    {
      name: 'alert_incidents',
      validator: documentOf({
        rule: text,
        subject: text,
        severity: oneOf('page', 'warning'),
        since: instant,
        firedAt: instant,
        resolvedAt: orNull(instant),
        value: orNull(text),
        note: orNull(text),
      }),
      indexes: [
        { name: 'by_firing', key: { firedAt: 1, _id: 1 } },
        { name: 'by_end', key: { resolvedAt: 1 } },
      ],
    },
  ],
};

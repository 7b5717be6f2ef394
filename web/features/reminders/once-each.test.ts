import { expect, it } from 'vitest';
import { onceEach } from './once-each.ts';
import type { PlannedReminderView } from './rule-sources.ts';

const ITEM: PlannedReminderView = {
  kind: 'charge',
  subject: { id: '01990000-0000-7000-8000-000000000001', name: 'Netflix' },
  occurrence: '2026-03-10',
  on: '2026-03-10',
  days: 1,
  sendAt: '2026-03-09T08:00:00.000Z',
  isInDigest: true,
  rule: 'default',
};

it('what one message says of one thing is one line, with all of its days', () => {
  const items = [ITEM, { ...ITEM, days: 0 }, ITEM];
  expect(onceEach(items)).toEqual([{ ...ITEM, days: [1, 0] }]);
});

it.each<[string, Partial<PlannedReminderView>]>([
  ['another kind', { kind: 'cancel-by' }],
  ['another subject', { subject: { ...ITEM.subject, id: '01990000-0000-7000-8000-000000000002' } }],
  ['another occurrence', { occurrence: '2026-04-10' }],
  ['another message', { sendAt: '2026-03-10T08:00:00.000Z' }],
])('%s is a line of its own', (_name, changes) => {
  const other = { ...ITEM, ...changes, days: 0 };
  expect(onceEach([ITEM, other])).toEqual([
    { ...ITEM, days: [1] },
    { ...other, days: [0] },
  ]);
});

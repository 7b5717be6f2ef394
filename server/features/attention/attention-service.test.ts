import { expect, it } from 'vitest';
import { createRateBook } from '#shared/money/conversion.ts';
import { sampleId } from '#tests/support/sample-records.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { createAttentionService } from './attention-service.ts';

const WHO = {
  householdId: sampleId(100),
  userId: sampleId(1),
  timeZone: 'UTC',
  baseCurrency: 'EUR',
};
const NOW = '2026-11-20T12:00:00.000Z';
const PHONE = {
  id: sampleId(600),
  name: 'Phone',
  kind: 'ntfy',
  faultAt: null,
  faultWords: null,
} as const;

it('says nothing of a subscription that was deleted while it was looked at', async () => {
  const gone = sampleId(200);
  const attention = createAttentionService({
    subscriptions: { list: async () => [] },
    paymentMethods: { list: async () => [] },
    channels: { list: async () => [PHONE] },
    rates: { bookFrom: async () => createRateBook([]) },
    budgets: { list: async () => ({ items: [], nextCursor: null }) },
    deliveries: {
      listFailed: async () => [
        { channelId: PHONE.id, subjectId: gone, note: 'no', createdAt: NOW, endedAt: null },
      ],
    },
    unpaid: async () => [{ subjectId: gone, occurrence: '2026-11-10', on: '2026-11-10' }],
    marks: {
      of: async () => ({ seen: [], dismissed: [] }),
      see: async () => {},
      dismiss: async () => {},
      bringBack: async () => {},
    },
    clock: createSetClock(NOW),
    today: () => '2026-11-20',
  });
  const { items } = await attention.of(WHO);
  expect(items).toMatchObject([{ kind: 'delivery-failed', at: NOW, names: [], count: 0 }]);
});

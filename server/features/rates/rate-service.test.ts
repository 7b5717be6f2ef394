import { expect, it } from 'vitest';
import type { RateProvider } from '#server/adapters/rates/rates.ts';
import type { Rate } from '#shared/money/rate.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { sampleHousehold, sampleRate } from '#tests/support/sample-records.ts';
import { createRateService } from './rate-service.ts';

const household = sampleHousehold();
const scope = { householdId: household.id, timeZone: 'UTC', baseCurrency: 'EUR' };

it('knows what was entered by hand and what the provider says of those days', async () => {
  const store = await openMemoryStore();
  await store.households.insert(household);
  const provided: Rate = sampleRate({ source: 'bank', rate: '0.91' });
  const asked: unknown[] = [];
  const provider: RateProvider = {
    async ratesFor(...question) {
      asked.push(question);
      return [provided];
    },
  };
  const service = createRateService({ rates: store.rates, provider });
  const entered = await service.put(scope, {
    from: 'USD',
    to: 'EUR',
    rate: '0.92',
    on: '2026-01-01',
  });
  expect(await service.ratesFor(scope, '2026-01-01', '2026-02-01')).toEqual([entered, provided]);
  expect(asked).toEqual([['EUR', '2026-01-01', '2026-02-01']]);
  expect((await service.list(scope, { limit: 50 })).items).toEqual([entered]);
  await store.close();
});

import { expect, it } from 'vitest';
import { createRateBook } from '#shared/money/conversion.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { sampleHousehold, sampleRate } from '#tests/support/sample-records.ts';
import { createRateService } from './rate-service.ts';
import { createRateTable } from './rate-table.ts';

const household = sampleHousehold();
const scope = { householdId: household.id, timeZone: 'UTC', baseCurrency: 'EUR' };

it('puts what was entered by hand before what providers say, from its day on', async () => {
  const store = await openMemoryStore();
  await store.households.insert(household);
  const provided = sampleRate({ source: 'bank', rate: '0.91', on: '2025-12-01' });
  const asked: string[] = [];
  const service = createRateService({
    rates: store.rates,
    repository: store.providedRates,
    provided: {
      async bookFrom(from) {
        asked.push(from);
        return createRateBook([provided]);
      },
      tableFrom: async () => createRateTable([], []),
    },
    providers: [],
    today: () => '2026-02-01',
    nextRefresh: () => null,
  });
  const rateOn = async (on: '2025-12-31' | '2026-01-01') => {
    const book = await service.bookFrom(scope, '2025-12-31');
    return book.rateOn('USD', 'EUR', on, '2026-02-01')?.rate;
  };
  expect(await rateOn('2026-01-01')).toEqual(provided);
  const entry = { from: 'USD', to: 'EUR', rate: '0.92', on: '2026-01-01' } as const;
  const entered = await service.put(scope, entry);
  expect(await rateOn('2026-01-01')).toEqual(entered);
  expect(await rateOn('2025-12-31')).toEqual(provided);
  expect(asked).toEqual(['2025-12-31', '2025-12-31', '2025-12-31']);
  expect((await service.list(scope, { limit: 50 })).items).toEqual([entered]);
  await store.close();
});

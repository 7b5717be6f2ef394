import { expect, test } from 'vitest';
import { createToday } from '#server/today.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { sampleHousehold } from '#tests/support/sample-records.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { createExportService } from './export-service.ts';

test('a household that was deleted meanwhile is not found', async () => {
  const store = await openMemoryStore();
  const clock = createSetClock('2026-11-21T10:00:00.000Z');
  const service = createExportService({ ...store, clock, today: createToday(clock) });
  const { id: householdId, timeZone, baseCurrency } = sampleHousehold();
  const scope = { householdId, timeZone, baseCurrency };
  for (const format of ['json', 'csv'] as const) {
    await expect(service.write(scope, format)).rejects.toMatchObject({ code: 'not-found' });
  }
  await store.households.insert(sampleHousehold());
  expect((await service.write(scope, 'json')).name).toBe('duetide-2026-11-21.json');
  await store.close();
});

import assert from 'node:assert/strict';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { sampleInstant, sampleRateSheet, sampleRateState } from '#tests/support/sample-records.ts';
import type { StoreContract } from '#tests/support/store-contract.ts';

const DAY = '2026-03-02';

export const providedRateRepositoryContract: StoreContract = {
  name: 'providedRates',
  cases: [
    {
      name: 'answers what is absent with nothing',
      async run({ providedRates }) {
        assert.deepEqual(await providedRates.list('1000-01-01'), []);
        assert.equal(await providedRates.findNewest('ecb'), null);
        assert.equal(await providedRates.findNewest('ecb', DAY), null);
        assert.deepEqual(await providedRates.listStates(), []);
        await providedRates.insertNew([]);
      },
    },
    {
      name: 'keeps every digit, and what was held back',
      async run({ providedRates }) {
        const exact = sampleRateSheet({
          perEuro: { USD: '1.0830', KWD: '0.000000000000001', IRR: '999999999999.123456789012345' },
          heldBack: [
            { currency: 'GBP', rate: '8.60', before: '0.860', beforeOn: '2026-02-27' },
            { currency: 'ARS', rate: '1', before: '1600', beforeOn: '2026-02-20' },
          ],
        });
        const bare = sampleRateSheet({ provider: 'frankfurter', perEuro: {}, heldBack: [] });
        await providedRates.insertNew([exact, bare]);
        assert.deepEqual(await providedRates.list(exact.on), [exact, bare]);
        assert.deepEqual(await providedRates.findNewest('ecb'), exact);
      },
    },
    {
      name: 'leaves a sheet that is there as it is, and takes the others',
      async run({ providedRates }) {
        const first = sampleRateSheet({ on: DAY });
        const again = sampleRateSheet({
          on: DAY,
          perEuro: { USD: '2' },
          fetchedAt: sampleInstant(99),
        });
        const next = sampleRateSheet({ on: addDays(DAY, 1) });
        await providedRates.insertNew([first]);
        await providedRates.insertNew([again, next]);
        assert.deepEqual(await providedRates.list(DAY), [first, next]);
      },
    },
    {
      name: 'lets one of two that insert the same days at once be what stays',
      async run({ providedRates }) {
        const days = Array.from({ length: 120 }, (_, at) => addDays(DAY, at));
        const sheetsBy = (rate: string) =>
          days.map((on) => sampleRateSheet({ on, perEuro: { USD: rate } }));
        await Promise.all(['1', '2'].map((rate) => providedRates.insertNew(sheetsBy(rate))));
        const found = await providedRates.list(DAY);
        assert.deepEqual(
          found.map(({ on }) => on),
          days,
        );
        assert.ok(found.every(({ perEuro }) => perEuro.USD === '1' || perEuro.USD === '2'));
      },
    },
    {
      name: 'lists from a day on, by day and provider, whatever the order of insertion',
      async run({ providedRates }) {
        const sheet = (on: CalendarDate, provider: string) => sampleRateSheet({ on, provider });
        const all = [
          sheet('2025-12-31', 'open-er-api'),
          sheet('2026-01-01', 'ecb'),
          sheet('2026-01-01', 'frankfurter'),
          sheet('2026-01-02', 'ecb'),
        ];
        await providedRates.insertNew([3, 1].map((at) => all[at] as (typeof all)[number]));
        await providedRates.insertNew([2, 0].map((at) => all[at] as (typeof all)[number]));
        assert.deepEqual(await providedRates.list('1999-01-01'), all);
        assert.deepEqual(await providedRates.list('2026-01-01'), all.slice(1));
        assert.deepEqual(await providedRates.list('2026-01-03'), []);
      },
    },
    {
      name: 'finds the newest of one provider, also before a day',
      async run({ providedRates }) {
        const [old, middle, newest] = (['2024-02-29', '2026-01-01', '2026-03-02'] as const).map(
          (on) => sampleRateSheet({ on }),
        ) as [ReturnType<typeof sampleRateSheet>, ...ReturnType<typeof sampleRateSheet>[]];
        const other = sampleRateSheet({ on: '2026-06-01', provider: 'frankfurter' });
        await providedRates.insertNew([middle, old, newest, other].filter((each) => !!each));
        assert.deepEqual(await providedRates.findNewest('ecb'), newest);
        assert.deepEqual(await providedRates.findNewest('ecb', '2026-03-02'), middle);
        assert.deepEqual(await providedRates.findNewest('ecb', '2026-01-01'), old);
        assert.equal(await providedRates.findNewest('ecb', '2024-02-29'), null);
      },
    },
    {
      name: 'replaces the state of a provider, and keeps those of others, by name',
      async run({ providedRates }) {
        const fault = { faultAt: sampleInstant(7), faultWords: 'The answer breaks off ✓' };
        await providedRates.putState(sampleRateState({ provider: 'open-er-api', ...fault }));
        await providedRates.putState(sampleRateState({ answeredAt: null, ...fault }));
        await providedRates.putState(sampleRateState());
        await providedRates.putState(sampleRateState());
        assert.deepEqual(await providedRates.listStates(), [
          sampleRateState(),
          sampleRateState({ provider: 'open-er-api', ...fault }),
        ]);
      },
    },
    {
      name: 'lets one of two concurrent states be what stays',
      async run({ providedRates }) {
        const contenders = [1, 2].map((at) => sampleRateState({ answeredAt: sampleInstant(at) }));
        await Promise.all(contenders.map((state) => providedRates.putState(state)));
        const [kept, ...others] = await providedRates.listStates();
        assert.deepEqual(others, []);
        assert.ok(contenders.some(({ answeredAt }) => answeredAt === kept?.answeredAt));
      },
    },
  ],
};

import assert from 'node:assert/strict';
import type { Store } from '#server/adapters/store/store.ts';
import type { Rate } from '#shared/money/rate.ts';
import { sampleId, sampleRate } from '#tests/support/sample-records.ts';
import {
  assertRefused,
  type StoreContract,
  type StoreContractCase,
} from '#tests/support/store-contract.ts';
import { giveTwoHouseholds } from '#tests/support/versioned-rows-cases.ts';

const HOME = sampleId(100);
const NEIGHBOUR = sampleId(101);

function example(name: string, run: (store: Store) => Promise<void>): StoreContractCase {
  return {
    name,
    async run(store) {
      await giveTwoHouseholds(store);
      await run(store);
    },
  };
}

export const rateRepositoryContract: StoreContract = {
  name: 'rates',
  cases: [
    example('answers what is absent with nothing and false', async ({ rates }) => {
      assert.deepEqual(await rates.list(HOME), []);
      assert.equal(await rates.delete(HOME, 'USD', 'EUR', '2026-01-01'), false);
    }),

    example('keeps every digit of a rate', async ({ rates }) => {
      const exact = [
        sampleRate({ from: 'IDR', to: 'BTN', rate: '0.0000000001', on: '1999-12-31' }),
        sampleRate({ from: 'KWD', to: 'IRR', rate: '999999999999.9999999999', on: '9999-12-31' }),
        sampleRate({ from: 'USD', to: 'EUR', rate: '0.90', source: 'European Central Bank' }),
      ];
      for (const rate of exact) await rates.put(HOME, rate);
      assert.deepEqual(await rates.list(HOME), exact);
    }),

    example('replaces the rate of the same pair and day', async ({ rates }) => {
      const corrected = sampleRate({ rate: '0.95', source: 'bank' });
      await rates.put(HOME, sampleRate());
      await rates.put(HOME, corrected);
      await rates.put(HOME, corrected);
      assert.deepEqual(await rates.list(HOME), [corrected]);
    }),

    example('lets one of two concurrent writes be what stays', async ({ rates }) => {
      const contenders = ['1.1', '1.2'].map((rate) => sampleRate({ rate }));
      await Promise.all(contenders.map((rate) => rates.put(HOME, rate)));
      const [kept, ...others] = await rates.list(HOME);
      assert.deepEqual(others, []);
      assert.ok(contenders.some(({ rate }) => rate === kept?.rate));
    }),

    example('lists by from, to and day, whatever the order of entry', async ({ rates }) => {
      const all = [
        sampleRate({ from: 'CHF', to: 'USD', on: '2026-05-01' }),
        sampleRate({ from: 'USD', to: 'CHF', on: '2026-05-01' }),
        sampleRate({ from: 'USD', to: 'EUR', on: '2025-01-01' }),
        sampleRate({ from: 'USD', to: 'EUR', on: '2026-01-01' }),
      ];
      for (const at of [3, 1, 0, 2]) await rates.put(HOME, all[at] as Rate);
      assert.deepEqual(await rates.list(HOME), all);
    }),

    example('deletes the rate of one pair and day', async ({ rates }) => {
      const others = [
        sampleRate({ from: 'EUR', to: 'USD' }),
        sampleRate({ from: 'USD', to: 'CHF' }),
        sampleRate({ from: 'USD', to: 'EUR', on: '2026-01-02' }),
      ];
      for (const rate of [sampleRate(), ...others]) await rates.put(HOME, rate);
      assert.equal(await rates.delete(HOME, 'USD', 'EUR', '2026-01-01'), true);
      assert.equal(await rates.delete(HOME, 'USD', 'EUR', '2026-01-01'), false);
      assert.deepEqual(await rates.list(HOME), others);
    }),

    example('keeps households apart', async ({ rates }) => {
      await rates.put(HOME, sampleRate());
      assert.deepEqual(await rates.list(NEIGHBOUR), []);
      assert.equal(await rates.delete(NEIGHBOUR, 'USD', 'EUR', '2026-01-01'), false);
      await rates.put(NEIGHBOUR, sampleRate({ rate: '2' }));
      assert.deepEqual(await rates.list(HOME), [sampleRate()]);
    }),

    example('refuses a rate of a household that is not there', async ({ rates }) => {
      await assertRefused(rates.put(sampleId(9), sampleRate()), 'conflict');
      assert.deepEqual(await rates.list(sampleId(9)), []);
    }),
  ],
};

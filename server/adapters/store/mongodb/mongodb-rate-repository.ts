import type { RateRepository } from '#server/features/rates/rate-repository.ts';
import { assertOfHousehold } from './belonging.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { keyOf } from './own-key.ts';
import { createRowReader } from './row-reader.ts';
import { findRows } from './stored-rows.ts';
import { upsertTwice } from './upsert.ts';

export function createMongodbRateRepository(context: MongodbContext): RateRepository {
  const { on } = context;
  return {
    list(householdId) {
      const question = { filter: { householdId }, sort: { from: 1, to: 1, on: 1 } } as const;
      return findRows(context, 'rates', question, readRate);
    },
    async put(householdId, { from, to, rate, on: day, source }) {
      const _id = keyOf(householdId, from, to, day);
      const facts = { householdId, from, to, on: day, rate, source };
      await upsertTwice(() =>
        on('rates', (rates) => rates.replaceOne({ _id }, facts, { upsert: true })),
      );
      await assertOfHousehold(context, 'rates', householdId);
    },
    async delete(householdId, from, to, day) {
      const _id = keyOf(householdId, from, to, day);
      const result = await on('rates', (rates) => rates.deleteOne({ _id }));
      return result.deletedCount === 1;
    },
  };
}

const readRate = createRowReader(
  'rates',
  ['from', 'to', 'on', 'rate', 'source'],
  ([from, to, on, rate, source]) => ({ from, to, rate, on, source }),
);

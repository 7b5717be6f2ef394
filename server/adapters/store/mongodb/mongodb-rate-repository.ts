import type { RateRepository } from '#server/features/rates/rate-repository.ts';
import { assertOfHousehold } from './belonging.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { keyOf } from './own-key.ts';
import { ROWS_AN_ANSWER } from './trashable-rows.ts';
import { upsertTwice } from './upsert.ts';

export function createMongodbRateRepository(context: MongodbContext): RateRepository {
  const { on } = context;
  return {
    async list(householdId) {
      const found = await on('rates', (rates) =>
        rates
          .find({ householdId }, { batchSize: ROWS_AN_ANSWER })
          .sort({ from: 1, to: 1, on: 1 })
          .toArray(),
      );
      return found.map(({ from, to, rate, on: day, source }) => ({
        from,
        to,
        rate,
        on: day,
        source,
      }));
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

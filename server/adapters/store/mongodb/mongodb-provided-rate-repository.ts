import type {
  ProvidedRateRepository,
  RateSheet,
} from '#server/features/rates/provided-rate-repository.ts';
import type { RateSheetDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicatesOnly } from './mongodb-fault.ts';
import { keyOf } from './own-key.ts';
import { upsertTwice } from './upsert.ts';

/** Sorts behind every day. */
const AFTER_ALL = '9999-99-99';

export function createMongodbProvidedRateRepository({
  on,
}: MongodbContext): ProvidedRateRepository {
  return {
    async insertNew(given) {
      if (given.length === 0) return;
      await on('rate_sheets', async (sheets) => {
        try {
          await sheets.insertMany(given.map(toDocument), { ordered: false });
        } catch (error) {
          if (!isDuplicatesOnly(error)) throw error;
        }
      });
    },
    async list(from) {
      const found = await on('rate_sheets', (sheets) =>
        sheets
          .find({ on: { $gte: from } })
          .sort({ on: 1, provider: 1 })
          .toArray(),
      );
      return found.map(toSheet);
    },
    async findNewest(provider, before = AFTER_ALL) {
      const days = { $gt: keyOf(provider, ''), $lt: keyOf(provider, before) };
      const [found] = await on('rate_sheets', (sheets) =>
        sheets.find({ _id: days }).sort({ _id: -1 }).limit(1).toArray(),
      );
      return found ? toSheet(found) : null;
    },
    async listStates() {
      const found = await on('rate_providers', (providers) =>
        providers.find().sort({ _id: 1 }).toArray(),
      );
      return found.map(({ _id: provider, answeredAt, faultAt, faultWords }) => ({
        provider,
        answeredAt: toInstant(answeredAt),
        faultAt: toInstant(faultAt),
        faultWords,
      }));
    },
    async putState({ provider: _id, answeredAt, faultAt, faultWords }) {
      const facts = { answeredAt: toDate(answeredAt), faultAt: toDate(faultAt), faultWords };
      await upsertTwice(() =>
        on('rate_providers', (providers) => providers.replaceOne({ _id }, facts, { upsert: true })),
      );
    },
  };
}

function toDocument({ provider, on, fetchedAt, perEuro, heldBack }: RateSheet): RateSheetDocument {
  return {
    _id: keyOf(provider, on),
    provider,
    on,
    fetchedAt: toDate(fetchedAt),
    perEuro: JSON.stringify(perEuro),
    heldBack: JSON.stringify(heldBack),
  };
}

function toSheet({ provider, on, fetchedAt, perEuro, heldBack }: RateSheetDocument): RateSheet {
  return {
    provider,
    on,
    fetchedAt: toInstant(fetchedAt),
    perEuro: JSON.parse(perEuro),
    heldBack: JSON.parse(heldBack),
  };
}

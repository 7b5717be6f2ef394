import type { PasswordResetRepository } from '#server/features/accounts/password-reset-repository.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { upsertTwice } from './upsert.ts';

export function createMongodbPasswordResetRepository({
  on,
}: MongodbContext): PasswordResetRepository {
  return {
    async put({ userId, tokenHash, createdAt, expiresAt }) {
      const facts = { tokenHash, createdAt: toDate(createdAt), expiresAt: toDate(expiresAt) };
      await upsertTwice(() =>
        on('password_resets', (resets) =>
          resets.replaceOne({ _id: userId }, facts, { upsert: true }),
        ),
      );
    },
    async take(tokenHash) {
      const taken = await on('password_resets', (resets) => resets.findOneAndDelete({ tokenHash }));
      return (
        taken && {
          tokenHash: taken.tokenHash,
          userId: taken._id,
          createdAt: toInstant(taken.createdAt),
          expiresAt: toInstant(taken.expiresAt),
        }
      );
    },
    async deleteByUser(userId) {
      await on('password_resets', (resets) => resets.deleteOne({ _id: userId }));
    },
    async purge(expiredBefore) {
      const result = await on('password_resets', (resets) =>
        resets.deleteMany({ expiresAt: { $lt: toDate(expiredBefore) } }),
      );
      return result.deletedCount;
    },
  };
}

import type { PasswordResetRepository } from '#server/features/accounts/password-reset-repository.ts';
import type { SqliteContext } from './sqlite-context.ts';

export function createSqlitePasswordResetRepository({
  db,
}: SqliteContext): PasswordResetRepository {
  return {
    async put(reset) {
      const facts = {
        token_hash: reset.tokenHash,
        created_at: reset.createdAt,
        expires_at: reset.expiresAt,
      };
      await db
        .insertInto('password_resets')
        .values({ user_id: reset.userId, ...facts })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(facts))
        .execute();
    },
    async take(tokenHash) {
      const taken = await db
        .deleteFrom('password_resets')
        .where('token_hash', '=', tokenHash)
        .returning([
          'token_hash as tokenHash',
          'user_id as userId',
          'created_at as createdAt',
          'expires_at as expiresAt',
        ])
        .executeTakeFirst();
      return taken ?? null;
    },
    async deleteByUser(userId) {
      await db.deleteFrom('password_resets').where('user_id', '=', userId).execute();
    },
    async purge(expiredBefore) {
      const result = await db
        .deleteFrom('password_resets')
        .where('expires_at', '<', expiredBefore)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

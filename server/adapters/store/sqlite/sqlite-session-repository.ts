import type { SessionRepository } from '#server/features/accounts/session-repository.ts';
import type { SqliteContext } from './sqlite-context.ts';

const COLUMNS = [
  'id',
  'user_id as userId',
  'token_hash as tokenHash',
  'created_at as createdAt',
  'last_seen_at as lastSeenAt',
  'expires_at as expiresAt',
  'user_agent as userAgent',
] as const;

export function createSqliteSessionRepository({
  db,
  prepareHotSelect,
}: SqliteContext): SessionRepository {
  const findByHash = prepareHotSelect(
    db.selectFrom('sessions').select(COLUMNS).where('token_hash', '=', '').compile(),
  );

  return {
    async insert(session) {
      await db
        .insertInto('sessions')
        .values({
          token_hash: session.tokenHash,
          id: session.id,
          user_id: session.userId,
          created_at: session.createdAt,
          last_seen_at: session.lastSeenAt,
          expires_at: session.expiresAt,
          user_agent: session.userAgent,
        })
        .execute();
    },
    async findByTokenHash(tokenHash) {
      return findByHash(tokenHash)[0] ?? null;
    },
    async listByUser(userId) {
      return db
        .selectFrom('sessions')
        .select(COLUMNS)
        .where('user_id', '=', userId)
        .orderBy('last_seen_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
    },
    async touch(id, lastSeenAt) {
      await db
        .updateTable('sessions')
        .set({ last_seen_at: lastSeenAt })
        .where('id', '=', id)
        .execute();
    },
    async delete(userId, id) {
      const deleted = await db
        .deleteFrom('sessions')
        .where('id', '=', id)
        .where('user_id', '=', userId)
        .returning('token_hash')
        .executeTakeFirst();
      return deleted?.token_hash ?? null;
    },
    async deleteByUser(userId, exceptId) {
      const ofUser = db.deleteFrom('sessions').where('user_id', '=', userId);
      const deleted = await (exceptId === undefined ? ofUser : ofUser.where('id', '!=', exceptId))
        .returning('token_hash')
        .execute();
      return deleted.map(({ token_hash }) => token_hash);
    },
    async purge(now, idleSince) {
      const result = await db
        .deleteFrom('sessions')
        .where((where) =>
          where.or([where('expires_at', '<', now), where('last_seen_at', '<', idleSince)]),
        )
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

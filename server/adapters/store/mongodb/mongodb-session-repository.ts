import type { Session, SessionRepository } from '#server/features/accounts/session-repository.ts';
import { assertOwned } from './belonging.ts';
import type { SessionDocument } from './database-schema.ts';
import { toDate } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { createRowReader } from './row-reader.ts';
import { createKeyedFind, findRows } from './stored-rows.ts';

export function createMongodbSessionRepository(context: MongodbContext): SessionRepository {
  const { on } = context;
  const byTokenHash = { field: '_id', keyOf: ({ tokenHash }: Session) => tokenHash } as const;
  const findByTokenHash = createKeyedFind(context, 'sessions', byTokenHash, readSession);

  return {
    async insert(session) {
      const { userId } = session;
      await on('sessions', (sessions) => sessions.insertOne(toDocument(session)));
      await assertOwned(context, ['users', userId], ['sessions', { userId }]);
    },
    findByTokenHash: async (tokenHash) => (await findByTokenHash(tokenHash))[0] ?? null,
    listByUser(userId) {
      const question = { filter: { userId }, sort: { lastSeenAt: -1, id: -1 } } as const;
      return findRows(context, 'sessions', question, readSession);
    },
    async touch(id, lastSeenAt) {
      await on('sessions', (sessions) =>
        sessions.updateOne({ id }, { $set: { lastSeenAt: toDate(lastSeenAt) } }),
      );
    },
    async delete(userId, id) {
      const deleted = await on('sessions', (sessions) => sessions.findOneAndDelete({ id, userId }));
      return deleted?._id ?? null;
    },
    async deleteByUser(userId, exceptId) {
      const isEnded = exceptId === undefined ? { userId } : { userId, id: { $ne: exceptId } };
      const found = await on('sessions', (sessions) =>
        sessions.find(isEnded).project<{ _id: string }>({ _id: 1 }).toArray(),
      );
      const hashes = found.map(({ _id }) => _id);
      await on('sessions', (sessions) => sessions.deleteMany({ _id: { $in: hashes } }));
      return hashes;
    },
    async purge(now, idleSince) {
      const isOver = [
        { expiresAt: { $lt: toDate(now) } },
        { lastSeenAt: { $lt: toDate(idleSince) } },
      ];
      const result = await on('sessions', (sessions) => sessions.deleteMany({ $or: isOver }));
      return result.deletedCount;
    },
  };
}

function toDocument(session: Session): SessionDocument {
  return {
    _id: session.tokenHash,
    id: session.id,
    userId: session.userId,
    createdAt: toDate(session.createdAt),
    lastSeenAt: toDate(session.lastSeenAt),
    expiresAt: toDate(session.expiresAt),
    userAgent: session.userAgent,
  };
}

const readSession = createRowReader(
  'sessions',
  ['_id', 'id', 'userId', 'createdAt', 'lastSeenAt', 'expiresAt', 'userAgent'],
  ([tokenHash, id, userId, createdAt, lastSeenAt, expiresAt, userAgent]): Session => ({
    id,
    userId,
    tokenHash,
    createdAt,
    lastSeenAt,
    expiresAt,
    userAgent,
  }),
);

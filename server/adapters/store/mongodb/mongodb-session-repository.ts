import type { WithId } from 'mongodb';
import type { Session, SessionRepository } from '#server/features/accounts/session-repository.ts';
import { assertOwned } from './belonging.ts';
import type { SessionDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';

export function createMongodbSessionRepository(context: MongodbContext): SessionRepository {
  const { on } = context;
  return {
    async insert(session) {
      const { userId } = session;
      await on('sessions', (sessions) => sessions.insertOne(toDocument(session)));
      await assertOwned(context, ['users', userId], ['sessions', { userId }]);
    },
    async findByTokenHash(tokenHash) {
      const found = await on('sessions', (sessions) => sessions.findOne({ _id: tokenHash }));
      return found && toSession(found);
    },
    async listByUser(userId) {
      const found = await on('sessions', (sessions) =>
        sessions.find({ userId }).sort({ lastSeenAt: -1, id: -1 }).toArray(),
      );
      return found.map(toSession);
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

function toSession(document: WithId<SessionDocument>): Session {
  return {
    id: document.id,
    userId: document.userId,
    tokenHash: document._id,
    createdAt: toInstant(document.createdAt),
    lastSeenAt: toInstant(document.lastSeenAt),
    expiresAt: toInstant(document.expiresAt),
    userAgent: document.userAgent,
  };
}

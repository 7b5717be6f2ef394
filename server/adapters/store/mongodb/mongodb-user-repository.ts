import {
  emailKey,
  type User,
  type UserRepository,
} from '#server/features/accounts/user-repository.ts';
import type { UserDocument } from './database-schema.ts';
import { noteDeletions, sweepUser } from './deletions.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicate } from './mongodb-fault.ts';
import { createRowReader } from './row-reader.ts';
import { createKeyedFind, findRow } from './stored-rows.ts';

const FIRST = 'first';

export function createMongodbUserRepository(context: MongodbContext): UserRepository {
  const { on } = context;

  const byId = { field: '_id', keyOf: ({ id }: User) => id } as const;
  const find = createKeyedFind(context, 'users', byId, readUser);
  const findByEmailKey = (key: string) => findRow(context, 'users', { emailKey: key }, readUser);

  return {
    async insert(user) {
      try {
        await on('users', (users) =>
          users.insertOne({ _id: user.id, ...toFacts(user, user.version) }),
        );
        return 'inserted';
      } catch (error) {
        // Which of the two keys was there already is not told by every server.
        const isTaken = isDuplicate(error) && (await findByEmailKey(emailKey(user.email)));
        if (isTaken) return 'email-taken';
        throw error;
      }
    },
    find: async (userId) => (await find(userId))[0] ?? null,
    findByEmail: (email) => findByEmailKey(emailKey(email)),
    async replace(user, expectedVersion) {
      const holder = await findByEmailKey(emailKey(user.email));
      if (holder && holder.id !== user.id) return 'email-taken';
      try {
        const result = await on('users', (users) =>
          users.replaceOne(
            { _id: user.id, version: expectedVersion },
            toFacts(user, expectedVersion + 1),
          ),
        );
        return result.matchedCount === 1;
      } catch (error) {
        // Taken since we asked; `_id` stays as it is, so it can be no other key.
        if (isDuplicate(error)) return 'email-taken';
        throw error;
      }
    },
    async delete(userId) {
      await noteDeletions(context, [{ kind: 'user', id: userId }]);
      await on('users', (users) => users.deleteOne({ _id: userId }));
      await sweepUser(context, userId);
    },
    async isEmpty() {
      const any = await on('users', (users) => users.findOne({}, { projection: { _id: 1 } }));
      return any === null;
    },
    async claimFirst(userId, claimedAt) {
      try {
        await on('first_user', (slot) =>
          slot.insertOne({ _id: FIRST, userId, claimedAt: toDate(claimedAt) }),
        );
        return { userId, claimedAt };
      } catch (error) {
        const holder = isDuplicate(error)
          ? await on('first_user', (slot) => slot.findOne({ _id: FIRST }))
          : null;
        if (!holder) throw error;
        return { userId: holder.userId, claimedAt: toInstant(holder.claimedAt) };
      }
    },
    async findFirst() {
      const slot = await on('first_user', (slots) => slots.findOne({ _id: FIRST }));
      return slot?.userId ?? null;
    },
    async reassignFirst(from, to, claimedAt) {
      const result = await on('first_user', (slot) =>
        slot.updateOne(
          { _id: FIRST, userId: from },
          { $set: { userId: to, claimedAt: toDate(claimedAt) } },
        ),
      );
      return result.matchedCount === 1;
    },
  };
}

function toFacts(user: User, version: number): Omit<UserDocument, '_id'> {
  return {
    version,
    name: user.name,
    email: user.email,
    emailKey: emailKey(user.email),
    passwordHash: user.passwordHash,
    role: user.role,
    householdId: user.householdId,
    createdAt: toDate(user.createdAt),
    updatedAt: toDate(user.updatedAt),
  };
}

const readUser = createRowReader(
  'users',
  [
    '_id',
    'version',
    'name',
    'email',
    'passwordHash',
    'role',
    'householdId',
    'createdAt',
    'updatedAt',
  ],
  ([id, version, name, email, passwordHash, role, householdId, createdAt, updatedAt]): User => ({
    id,
    version,
    name,
    email,
    passwordHash,
    role,
    householdId,
    createdAt,
    updatedAt,
  }),
);

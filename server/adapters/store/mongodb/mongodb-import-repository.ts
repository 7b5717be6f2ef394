import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Binary } from 'mongodb';
import type { ImportRepository, StoredImport } from '#server/features/imports/import-repository.ts';
import { assertOfHousehold } from './belonging.ts';
import type { ImportDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { keyOf } from './own-key.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

export function createMongodbImportRepository(context: MongodbContext): ImportRepository {
  const { on } = context;
  return {
    async insert(householdId, entry) {
      const document = await toDocument(householdId, entry, entry.version);
      await on('imports', (imports) => imports.insertOne(document));
      await assertOfHousehold(context, 'imports', householdId);
    },
    async find(householdId, id) {
      const _id = keyOf(householdId, id);
      const found = await on('imports', (imports) => imports.findOne({ _id }));
      if (!found) return null;
      return {
        id: found.id,
        version: found.version,
        format: found.format,
        content: (await unpack(found.content.buffer)).toString(),
        createdAt: toInstant(found.createdAt),
        expiresAt: toInstant(found.expiresAt),
      };
    },
    async replace(householdId, entry, expectedVersion) {
      const document = await toDocument(householdId, entry, expectedVersion + 1);
      const { _id, ...facts } = document;
      const result = await on('imports', (imports) =>
        imports.replaceOne({ _id, version: expectedVersion }, facts),
      );
      return result.matchedCount === 1;
    },
    async purge(expiredBefore) {
      const result = await on('imports', (imports) =>
        imports.deleteMany({ expiresAt: { $lt: toDate(expiredBefore) } }),
      );
      return result.deletedCount;
    },
  };
}

async function toDocument(
  householdId: string,
  entry: StoredImport,
  version: number,
): Promise<ImportDocument> {
  return {
    _id: keyOf(householdId, entry.id),
    householdId,
    id: entry.id,
    version,
    format: entry.format,
    content: new Binary(await pack(entry.content)),
    createdAt: toDate(entry.createdAt),
    expiresAt: toDate(entry.expiresAt),
  };
}

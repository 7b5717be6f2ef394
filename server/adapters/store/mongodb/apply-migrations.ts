import { type Db, type IndexDescription, MongoServerError } from 'mongodb';
import { assertKnownMigrations } from '#server/adapters/store/assert-known-migrations.ts';
import type { Clock } from '#server/clock.ts';
import type { ServerKind } from './capabilities.ts';
import type { MigrationDocument } from './database-schema.ts';
import type { CollectionPlan, IndexPlan, Migration } from './migrations/migration.ts';
import { isDuplicate } from './mongodb-fault.ts';

const NAMESPACE_EXISTS = 48;

/**
 * Brings the schema up to date; safe when several instances start at once.
 * @returns the names of the migrations that this call applied.
 * @throws Error of one line
 */
export async function applyMigrations(
  db: Db,
  migrations: readonly Migration[],
  server: ServerKind,
  clock: Clock,
): Promise<string[]> {
  const record = db.collection<MigrationDocument>('migrations');
  const found = await record.find({}).sort({ _id: 1 }).toArray();
  const applied = found.map(({ _id }) => _id);
  assertKnownMigrations(applied, migrations);

  const names: string[] = [];
  for (const { name, collections } of migrations.slice(applied.length)) {
    for (const plan of collections) await applyPlan(db, plan, server);
    try {
      await record.insertOne({ _id: name, appliedAt: new Date(clock.now()) });
      names.push(name);
    } catch (error) {
      // Another instance was faster, and has done the same.
      if (!isDuplicate(error)) throw error;
    }
  }
  return names;
}

async function applyPlan(db: Db, plan: CollectionPlan, server: ServerKind): Promise<void> {
  const { name, validator, indexes } = plan;
  try {
    await db.createCollection(name, server.can('validators') ? { validator } : {});
  } catch (error) {
    if (!(error instanceof MongoServerError && error.code === NAMESPACE_EXISTS)) throw error;
    if (server.can('validators')) await db.command({ collMod: name, validator });
  }
  // One by one: FerretDB breaks off the connection when asked for two that are there already.
  for (const index of indexes) {
    await db.collection(name).createIndexes([describeIndex(index, server)]);
  }
}

export function describeIndex(
  { name, key, isUnique, only }: IndexPlan,
  server: ServerKind,
): IndexDescription {
  return {
    name,
    key: { ...key },
    ...(isUnique && { unique: true }),
    ...(only && server.can('partialIndexes') && { partialFilterExpression: only }),
  };
}

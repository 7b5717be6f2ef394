import type { Collection, Filter, OptionalUnlessRequiredId } from 'mongodb';
import { assertOfHousehold } from './belonging.ts';
import type { TrashableDocument } from './database-schema.ts';
import { toDate } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicate, isDuplicatesOnly } from './mongodb-fault.ts';
import { keyOf } from './own-key.ts';
import { createRowReader, type RowReader } from './row-reader.ts';
import { createKeyedFind, findRow, findRows } from './stored-rows.ts';

interface TrashableRow {
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
}

type TrashableName = 'subscriptions' | 'categories' | 'payment_methods' | 'budgets';

/** What is the same for everything of a household that has a version and a trash. */
export function createTrashableRows<Row extends TrashableRow, Facts extends object>(
  context: MongodbContext,
  name: TrashableName,
  { toFacts, read }: { toFacts(row: Row): Facts; read: RowReader<Row> },
) {
  type Document = TrashableDocument & Facts;

  const on = <Result>(call: (rows: Collection<TrashableDocument>) => Promise<Result>) =>
    context.on(name, (rows) => call(rows as unknown as Collection<TrashableDocument>));

  const toDocument = (householdId: string, row: Row, version: number): Document => ({
    _id: keyOf(householdId, row.id),
    householdId,
    id: row.id,
    version,
    ...toFacts(row),
    createdAt: toDate(row.createdAt),
    updatedAt: toDate(row.updatedAt),
    deletedAt: toDate(row.deletedAt),
  });
  const idsOf = createKeyedFind(
    context,
    name,
    {
      field: 'householdId',
      keyOf: ({ householdId }: { householdId: string }) => householdId,
      filter: { deletedAt: null },
      projection: { _id: 0, householdId: 1, id: 1 },
    },
    createRowReader(name, ['householdId', 'id'], ([householdId, id]) => ({ householdId, id })),
  );
  const inList = (householdId: string, trash: boolean): Filter<TrashableDocument> => ({
    householdId,
    deletedAt: trash ? { $ne: null } : null,
  });

  return {
    on,
    async insert(householdId: string, row: Row): Promise<'inserted' | 'exists'> {
      try {
        await on((rows) => rows.insertOne(toDocument(householdId, row, row.version)));
      } catch (error) {
        if (isDuplicate(error)) return 'exists';
        throw error;
      }
      await assertOfHousehold(context, name, householdId);
      return 'inserted';
    },
    async insertMany(householdId: string, given: readonly Row[]): Promise<void> {
      if (given.length === 0) return;
      const documents = given.map((row) => toDocument(householdId, row, row.version));
      try {
        await on((rows) =>
          rows.insertMany(documents as OptionalUnlessRequiredId<TrashableDocument>[], {
            ordered: false,
          }),
        );
      } catch (error) {
        if (!isDuplicatesOnly(error)) throw error;
      }
      await assertOfHousehold(context, name, householdId);
    },
    find(householdId: string, id: string): Promise<Row | null> {
      return findRow(context, name, { _id: keyOf(householdId, id) }, read);
    },
    list(householdId: string, { trash = false }: { trash?: boolean } = {}): Promise<Row[]> {
      const question = {
        filter: inList(householdId, trash),
        sort: { createdAt: 1, id: 1 },
      } as const;
      return findRows(context, name, question, read);
    },
    async listIds(householdId: string): Promise<string[]> {
      return (await idsOf(householdId)).map(({ id }) => id);
    },
    async replace(householdId: string, row: Row, expectedVersion: number): Promise<boolean> {
      const { _id, ...facts } = toDocument(householdId, row, expectedVersion + 1);
      const result = await on((rows) =>
        rows.replaceOne({ _id, version: expectedVersion }, facts as Omit<TrashableDocument, '_id'>),
      );
      return result.matchedCount === 1;
    },
    async purgeTrash(deletedBefore: string): Promise<number> {
      const result = await on((rows) =>
        rows.deleteMany({ deletedAt: { $lt: toDate(deletedBefore) } }),
      );
      return result.deletedCount;
    },
  };
}

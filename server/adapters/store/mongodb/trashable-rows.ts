import type { Collection, Filter, OptionalUnlessRequiredId, WithId } from 'mongodb';
import { assertOfHousehold } from './belonging.ts';
import type { TrashableDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicate, isDuplicatesOnly } from './mongodb-fault.ts';
import { keyOf } from './own-key.ts';

interface TrashableRow {
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
}

type TrashableName = 'subscriptions' | 'categories' | 'payment_methods' | 'budgets';

/** One answer holds a household's whole list: asking for the next hundred costs a round trip each. */
export const ROWS_AN_ANSWER = 5_000;

/** What is the same for everything of a household that has a version and a trash. */
export function createTrashableRows<Row extends TrashableRow, Facts extends object>(
  context: MongodbContext,
  name: TrashableName,
  mapping: { toFacts(row: Row): Facts; fromFacts(facts: Facts): Omit<Row, keyof TrashableRow> },
) {
  type Document = TrashableDocument & Facts;

  const on = <Result>(call: (rows: Collection<TrashableDocument>) => Promise<Result>) =>
    context.on(name, (rows) => call(rows as unknown as Collection<TrashableDocument>));

  const toDocument = (householdId: string, row: Row, version: number): Document => ({
    _id: keyOf(householdId, row.id),
    householdId,
    id: row.id,
    version,
    ...mapping.toFacts(row),
    createdAt: toDate(row.createdAt),
    updatedAt: toDate(row.updatedAt),
    deletedAt: toDate(row.deletedAt),
  });
  const toRow = (document: WithId<TrashableDocument>): Row =>
    ({
      id: document.id,
      version: document.version,
      ...mapping.fromFacts(document as unknown as Facts),
      createdAt: toInstant(document.createdAt),
      updatedAt: toInstant(document.updatedAt),
      deletedAt: toInstant(document.deletedAt),
    }) as unknown as Row;
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
    async find(householdId: string, id: string): Promise<Row | null> {
      const found = await on((rows) => rows.findOne({ _id: keyOf(householdId, id) }));
      return found && toRow(found);
    },
    async list(householdId: string, { trash = false }: { trash?: boolean } = {}): Promise<Row[]> {
      const found = await on((rows) =>
        rows
          .find(inList(householdId, trash), { batchSize: ROWS_AN_ANSWER })
          .sort({ createdAt: 1, id: 1 })
          .toArray(),
      );
      return found.map(toRow);
    },
    async listIds(householdId: string): Promise<string[]> {
      const found = await on((rows) =>
        rows
          .find(inList(householdId, false), { batchSize: ROWS_AN_ANSWER })
          .project<{ id: string }>({ _id: 0, id: 1 })
          .toArray(),
      );
      return found.map(({ id }) => id);
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

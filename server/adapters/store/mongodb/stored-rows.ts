import { type Db, type Filter, Long } from 'mongodb';
import { createAskedTogether } from './asked-together.ts';
import {
  BSON_ARRAY,
  BSON_LONG,
  type BsonBytes,
  enterDocument,
  readType,
  skipName,
  skipValue,
  toBsonBytes,
} from './bson-values.ts';
import type { CollectionName, DatabaseSchema } from './database-schema.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { mayAskAgain } from './mongodb-fault.ts';
import type { FieldName, RowReader } from './row-reader.ts';

/** One answer holds a household's whole list: asking for the next hundred costs a round trip each. */
export const ROWS_AN_ANSWER = 5_000;

interface Question<Name extends CollectionName> {
  readonly filter: Filter<DatabaseSchema[Name]>;
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  /** Fields to answer with; absent: all. */
  readonly projection?: Readonly<Record<string, 0 | 1>>;
}

/*
 * For what nearly every request asks. It is asked by the command itself, and read from the bytes of
 * the answer: a cursor of the driver takes half as much CPU again, and takes apart each document
 * before it hands it over. What a cursor would have done besides, with the same read concern, is
 * done here: reading again once. What one answer cannot hold is left to a cursor.
 */

/** The one row that the filter finds; null where there is none. */
export async function findRow<Name extends CollectionName, Row>(
  { ask }: MongodbContext,
  name: Name,
  filter: Filter<DatabaseSchema[Name]>,
  read: RowReader<Row>,
): Promise<Row | null> {
  const batch = await ask((db) =>
    twice(() => send(db, { ...findCommand(db, name, { filter }), limit: 1, singleBatch: true })),
  );
  return readBatch(batch, read)[0] ?? null;
}

/** All rows that the filter finds. */
export function findRows<Name extends CollectionName, Row>(
  { ask }: MongodbContext,
  name: Name,
  question: Question<Name>,
  read: RowReader<Row>,
): Promise<Row[]> {
  return ask(async (db) => {
    const command = { ...findCommand(db, name, question), batchSize: ROWS_AN_ANSWER };
    const batch = await twice(() => send(db, command));
    if (batch.rest.isZero()) return readBatch(batch, read);
    await endCursor(db, name, batch.rest);
    return readByCursor(db, name, question, read);
  });
}

/**
 * From the beginning: only the driver's own cursor knows which server, and which connection to it,
 * has the rest.
 */
async function readByCursor<Name extends CollectionName, Row>(
  db: Db,
  name: Name,
  { filter, sort, projection }: Question<Name>,
  read: RowReader<Row>,
): Promise<Row[]> {
  const found = db.collection<DatabaseSchema[Name]>(name).find(filter, {
    raw: true,
    batchSize: ROWS_AN_ANSWER,
    ...(sort ? { sort } : {}),
    ...(projection ? { projection } : {}),
  });
  const rows: Row[] = [];
  for await (const document of found) {
    rows.push(read(toBsonBytes(document as unknown as Uint8Array)));
  }
  return rows;
}

/** If it cannot be reached, it ends by itself after some minutes. */
async function endCursor(db: Db, name: CollectionName, cursor: Long): Promise<void> {
  await db.command({ killCursors: name, cursors: [cursor] }).catch(() => {});
}

interface Batch {
  /** Stands before the list of documents. */
  readonly from: BsonBytes;
  /** The cursor that has more; zero where that is all. */
  readonly rest: Long;
}

function findCommand<Name extends CollectionName>(
  { readConcern }: Db,
  name: Name,
  { filter, sort, projection }: Question<Name>,
): object {
  return {
    find: name,
    filter,
    ...(sort ? { sort } : {}),
    ...(projection ? { projection } : {}),
    ...(readConcern ? { readConcern: { level: readConcern.level } } : {}),
  };
}

async function send(db: Db, command: object): Promise<Batch> {
  const { cursor } = await db.command(command, { raw: true });
  return toBatch(cursor);
}

/** As the driver does with reads: a server that has just given up being the first is no failure. */
async function twice<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (!mayAskAgain(error)) throw error;
    return ask();
  }
}

/** The cursor of an answer: `{ firstBatch: [ … ], id: 0, ns: '…' }`. */
function toBatch(cursor: Uint8Array): Batch {
  const from = toBsonBytes(cursor);
  let documentsAt = 0;
  let rest = Long.ZERO;
  const end = enterDocument(from);
  while (from.at < end) {
    const type = readType(from);
    skipName(from);
    if (type === BSON_ARRAY) documentsAt = from.at;
    if (type === BSON_LONG) rest = new Long(from.view.getBigInt64(from.at, true));
    skipValue(from, type);
  }
  if (documentsAt === 0) throw new TypeError('The database answered without a list of documents');
  from.at = documentsAt;
  return { from, rest };
}

function readBatch<Row>({ from }: Batch, read: RowReader<Row>): Row[] {
  const rows: Row[] = [];
  const end = enterDocument(from);
  while (from.at < end) {
    readType(from);
    skipName(from);
    rows.push(read(from));
  }
  return rows;
}

interface KeyedQuestion<Name extends CollectionName, Row> extends Omit<Question<Name>, 'filter'> {
  /** What is asked by; an index begins with it. */
  readonly field: FieldName<Name>;
  /** Its value, of a row that was read. */
  readonly keyOf: (row: Row) => string;
  /** What else the rows have in common. */
  readonly filter?: Filter<DatabaseSchema[Name]>;
}

/**
 * For rows that every request asks for by a key of its own: {@link createAskedTogether}.
 * @returns the rows of a key, in the order of `sort`
 */
export function createKeyedFind<Name extends CollectionName, Row>(
  context: MongodbContext,
  name: Name,
  { field, keyOf, filter, ...question }: KeyedQuestion<Name, Row>,
  read: RowReader<Row>,
): (key: string) => Promise<readonly Row[]> {
  const ask = createAskedTogether<Row[]>(async (keys) => {
    const asked = { [field]: keys.length === 1 ? keys[0] : { $in: keys }, ...filter };
    const all = { ...question, filter: asked as Filter<DatabaseSchema[Name]> };
    return Map.groupBy(await findRows(context, name, all, read), keyOf);
  });
  return async (key) => (await ask(key)) ?? [];
}

import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Binary, type Db, type Document, type WithId } from 'mongodb';
import type { RowTransfer } from '#server/adapters/store/row-transfer.ts';
import type { FieldKind, Json, TablePlan, TravelRow } from '#server/adapters/store/table-plan.ts';
import type { Clock } from '#server/clock.ts';
import { placeOf } from '#server/config/mongodb-uri.ts';
import { fromAmount, toAmount } from './amounts.ts';
import { inOneLine } from './in-one-line.ts';
import { connectForServing, type MongodbConnection } from './mongodb-connection.ts';
import { isDuplicatesOnly } from './mongodb-fault.ts';
import { prepareDatabase } from './prepare-database.ts';

const CONNECTIONS = 4;
const pack = promisify(gzip);
const unpack = promisify(gunzip);
/** The `_id` of the one row of a table without a key. */
const ONLY = 'first';

type Price = { from: string; amountMinor: number; currency: string };
type Stored = { _id: string } & Document;

/**
 * The rows of the database, whose schema is brought up to date first.
 * @throws Error of one line
 */
export async function openMongodbRowTransfer(uri: string, clock: Clock): Promise<RowTransfer> {
  const connection = await inOneLine(uri, async () => {
    await prepareDatabase(uri, clock);
    return connectForServing({ uri, maxPoolSize: CONNECTIONS });
  });
  return createMongodbRowTransfer(connection, placeOf(uri));
}

export function createMongodbRowTransfer(
  { client, db }: MongodbConnection,
  place: string,
): RowTransfer {
  const rowsOf = ({ name }: TablePlan, from: Db = db) => from.collection<Stored>(name);

  return {
    place,
    async count(table) {
      return rowsOf(table).countDocuments();
    },
    async read(table, after, limit) {
      const filter = after ? { _id: { $gt: idOf(table, after) } } : {};
      const found = await rowsOf(table).find(filter).sort({ _id: 1 }).limit(limit).toArray();
      return Promise.all(found.map((document) => toTravel(table, document)));
    },
    async last(table) {
      const [found] = await rowsOf(table).find().sort({ _id: -1 }).limit(1).toArray();
      return found ? toTravel(table, found) : null;
    },
    async write(table, rows) {
      if (rows.length === 0) return;
      const documents = await Promise.all(rows.map((row) => toDocument(table, row)));
      try {
        await rowsOf(table).insertMany(documents, { ordered: false });
      } catch (error) {
        if (!isDuplicatesOnly(error)) throw error;
      }
    },
    close: () => client.close(),
  };
}

function idOf({ key }: TablePlan, row: TravelRow): string {
  return key.length === 0 ? ONLY : key.map((field) => String(row[field])).join(':');
}

async function toDocument(table: TablePlan, row: TravelRow): Promise<Stored> {
  const document: Stored = { _id: idOf(table, row) };
  for (const [field, kind] of Object.entries(table.fields)) {
    // A key of one field is the `_id`, and is kept nowhere else.
    if (isOnlyKey(table, field)) continue;
    document[field] = await toStored(kind, row[field] ?? null);
  }
  return document;
}

async function toTravel(table: TablePlan, document: WithId<Stored>): Promise<TravelRow> {
  const row: Record<string, Json> = {};
  for (const [field, kind] of Object.entries(table.fields)) {
    row[field] = isOnlyKey(table, field) ? document._id : await fromStored(kind, document[field]);
  }
  return row;
}

function isOnlyKey({ key }: TablePlan, field: string): boolean {
  return key.length === 1 && key[0] === field;
}

async function toStored(kind: FieldKind, value: Json): Promise<unknown> {
  if (value === null) return null;
  switch (kind) {
    case 'instant':
      return new Date(String(value));
    case 'amount':
      return toAmount(Number(value));
    case 'prices':
      return (value as unknown as Price[]).map((price) => ({
        ...price,
        amountMinor: toAmount(price.amountMinor),
      }));
    case 'packed':
      return new Binary(await pack(String(value)));
    case 'bytes':
      return new Binary(Buffer.from(String(value), 'base64'));
    default:
      return value;
  }
}

async function fromStored(kind: FieldKind, value: unknown): Promise<Json> {
  if (value === null || value === undefined) return null;
  switch (kind) {
    case 'instant':
      return (value as Date).toISOString();
    case 'amount':
      return fromAmount(value as number);
    case 'prices':
      return (value as Price[]).map((price) => ({
        ...price,
        amountMinor: fromAmount(price.amountMinor),
      }));
    case 'packed':
      return (await unpack((value as Binary).buffer)).toString();
    case 'bytes':
      return Buffer.from((value as Binary).buffer).toString('base64');
    default:
      return value as Json;
  }
}

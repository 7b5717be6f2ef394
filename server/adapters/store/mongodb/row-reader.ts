import {
  type BsonBytes,
  enterDocument,
  readName,
  readType,
  readValue,
  skipValue,
} from './bson-values.ts';
import type { CollectionName, DatabaseSchema } from './database-schema.ts';

/** As `readValue` reads what the schema describes. */
type AsRead<Value> = Value extends string | number | boolean | null
  ? Value
  : Value extends Date
    ? string
    : Value extends { toBigInt(): bigint }
      ? number
      : Value extends readonly (infer Item)[]
        ? AsRead<Item>[]
        : { [Field in keyof Value]: AsRead<Value[Field]> };

export type FieldName<Name extends CollectionName> = keyof DatabaseSchema[Name] & string;

/** The values of those fields, in that order. */
type StoredValues<Name extends CollectionName, Fields extends readonly FieldName<Name>[]> = {
  -readonly [At in keyof Fields]: AsRead<DatabaseSchema[Name][Fields[At]]>;
};

/** Reads the document that begins here, and goes on behind it. */
export type RowReader<Row> = (from: BsonBytes) => Row;

/**
 * Reads documents by position, as hot queries of SQLite do: objects are made once, by `toRow`, all
 * alike. Fields that lie in the order in which they are named are found at once, any others too;
 * of a field that is not there the value is null.
 */
export function createRowReader<
  Name extends CollectionName,
  const Fields extends readonly FieldName<Name>[],
  Row,
>(_name: Name, fields: Fields, toRow: (values: StoredValues<Name, Fields>) => Row): RowReader<Row> {
  const places = new Map<string, number>(fields.map((field, at) => [field, at]));
  const unread = KEYS.filter((key) => !places.has(key));
  const expected = [...unread, ...fields].map((name) => ({
    isHere: createNameTest(name),
    place: places.get(name),
  }));

  return (from) => {
    const values: unknown[] = new Array(fields.length).fill(null);
    const end = enterDocument(from);
    let next = 0;
    while (from.at < end) {
      const type = readType(from);
      const likely = expected[next];
      let place: number | undefined;
      if (likely?.isHere(from)) {
        place = likely.place;
        next += 1;
      } else {
        place = places.get(readName(from));
        if (place !== undefined) next = unread.length + place + 1;
      }
      if (place === undefined) skipValue(from, type);
      else values[place] = readValue(from, type);
    }
    from.at = end + 1;
    return toRow(values as StoredValues<Name, Fields>);
  };
}

/** What documents of households begin with. Most readers have no use for it. */
const KEYS = ['_id', 'householdId'];

/** Whether that name stands here, four letters at a time; goes on behind it if so. */
function createNameTest(name: string): (from: BsonBytes) => boolean {
  const bytes = Buffer.from(`${name}\0`);
  const size = bytes.length;
  const words = Array.from({ length: size >> 2 }, (_, at) => bytes.readInt32LE(at * 4));
  const whole = words.length * 4;
  return (from) => {
    const { view, at } = from;
    if (at + size > view.byteLength) return false;
    for (let word = 0; word < words.length; word += 1) {
      if (view.getInt32(at + word * 4, true) !== words[word]) return false;
    }
    for (let rest = whole; rest < size; rest += 1) {
      if (view.getUint8(at + rest) !== bytes[rest]) return false;
    }
    from.at += size;
    return true;
  };
}

import { toInstantText } from './instants.ts';

/*
 * Reads values out of BSON (https://bsonspec.org/spec.html) as the ports want them: instants as ISO
 * text, 64-bit integers as numbers. The driver's own reader builds every document by names, a `Date`
 * for every instant, and text byte by byte, which took most of what a list cost.
 */

/** Bytes that documents lie in, and the place in them that is read next. */
export interface BsonBytes {
  readonly bytes: Buffer;
  /** Of the same bytes. */
  readonly view: DataView;
  /** All of them, one character for each byte. */
  readonly text: string;
  at: number;
}

export const BSON_NULL = 0x0a;
export const BSON_ARRAY = 0x04;
export const BSON_LONG = 0x12;
const DOUBLE = 0x01;
const TEXT = 0x02;
const OBJECT = 0x03;
const BINARY = 0x05;
const UNDEFINED = 0x06;
const OBJECT_ID = 0x07;
const BOOLEAN = 0x08;
const INSTANT = 0x09;
const INTEGER = 0x10;
const TIMESTAMP = 0x11;
const DECIMAL = 0x13;

const NOT_ASCII = /[\u0080-\u00ff]/;
const SHORT = 12;

export function toBsonBytes({ buffer, byteOffset, byteLength }: Uint8Array): BsonBytes {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  const view = new DataView(buffer, byteOffset, byteLength);
  return { bytes, view, text: bytes.toString('latin1'), at: 0 };
}

/**
 * The value of that type, and goes on behind it.
 * @throws TypeError for a type that no field has which is read here.
 */
export function readValue(from: BsonBytes, type: number): unknown {
  switch (type) {
    case TEXT:
      return readText(from);
    case BSON_NULL:
      return null;
    case BOOLEAN:
      from.at += 1;
      return from.bytes[from.at - 1] === 1;
    case INSTANT:
      return toInstantText(readLong(from));
    case INTEGER:
      return readInteger(from);
    case BSON_LONG:
      return readLong(from);
    case DOUBLE:
      from.at += 8;
      return from.view.getFloat64(from.at - 8, true);
    case OBJECT:
      return readObject(from);
    case BSON_ARRAY:
      return readList(from);
    default:
      throw new TypeError(`A value of BSON type ${type} cannot be read here`);
  }
}

/** Goes on behind a value of that type. */
export function skipValue(from: BsonBytes, type: number): void {
  from.at += sizeOf(from, type);
}

function sizeOf({ view, at }: BsonBytes, type: number): number {
  switch (type) {
    case BSON_NULL:
    case UNDEFINED:
      return 0;
    case BOOLEAN:
      return 1;
    case INTEGER:
      return 4;
    case DOUBLE:
    case INSTANT:
    case TIMESTAMP:
    case BSON_LONG:
      return 8;
    case OBJECT_ID:
      return 12;
    case DECIMAL:
      return 16;
    case TEXT:
      return 4 + view.getInt32(at, true);
    case BINARY:
      return 5 + view.getInt32(at, true);
    case OBJECT:
    case BSON_ARRAY:
      return view.getInt32(at, true);
    default:
      throw new TypeError(`A value of BSON type ${type} cannot be read here`);
  }
}

function readInteger(from: BsonBytes): number {
  from.at += 4;
  return from.view.getInt32(from.at - 4, true);
}

/** Where the document ends that begins here, without the zero behind its last field. */
export function enterDocument(from: BsonBytes): number {
  const end = from.at + from.view.getInt32(from.at, true) - 1;
  from.at += 4;
  return end;
}

export function readType(from: BsonBytes): number {
  from.at += 1;
  return from.bytes[from.at - 1] as number;
}

/** Goes on behind the name that stands here, and the zero that ends it. */
export function skipName(from: BsonBytes): void {
  const { bytes } = from;
  while (bytes[from.at] !== 0) from.at += 1;
  from.at += 1;
}

/** Exact up to 2^53, which is more than amounts and instants need. */
function readLong(from: BsonBytes): number {
  const { view, at } = from;
  from.at += 8;
  return view.getInt32(at + 4, true) * 4_294_967_296 + view.getUint32(at, true);
}

/** A part of a longer text would keep all of it in memory; a short one is copied anyway. */
function readText(from: BsonBytes): string {
  const start = from.at + 4;
  const end = start + from.view.getInt32(from.at, true) - 1;
  from.at = end + 1;
  if (end - start > SHORT) return from.bytes.toString('utf8', start, end);
  const found = from.text.slice(start, end);
  return NOT_ASCII.test(found) ? from.bytes.toString('utf8', start, end) : found;
}

function readList(from: BsonBytes): unknown[] {
  const items: unknown[] = [];
  const end = enterDocument(from);
  while (from.at < end) {
    const type = readType(from);
    skipName(from);
    items.push(readValue(from, type));
  }
  from.at = end + 1;
  return items;
}

function readObject(from: BsonBytes): object {
  const found: Record<string, unknown> = {};
  const end = enterDocument(from);
  while (from.at < end) {
    const type = readType(from);
    const name = readName(from);
    found[name] = readValue(from, type);
  }
  from.at = end + 1;
  return found;
}

/** Few and short: a name that was seen before is the same string, which makes a quick key. */
const names = new Map<number, string>();
const MOST_NAMES = 500;

export function readName(from: BsonBytes): string {
  const { bytes, at } = from;
  let sum = 0;
  let end = at;
  for (let byte = bytes[end] as number; byte !== 0; byte = bytes[end] as number) {
    sum = (sum * 31 + byte) | 0;
    end += 1;
  }
  from.at = end + 1;
  const known = names.get(sum);
  if (known?.length === end - at && from.text.startsWith(known, at)) return known;
  const name = bytes.toString('utf8', at, end);
  if (names.size < MOST_NAMES) names.set(sum, name);
  return name;
}

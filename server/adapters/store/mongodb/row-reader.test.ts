import fc from 'fast-check';
import { Binary, BSON, Decimal128, Long, ObjectId, Timestamp } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { toBsonBytes } from './bson-values.ts';
import { createRowReader } from './row-reader.ts';

const read = createRowReader(
  'subscriptions',
  ['id', 'version', 'name', 'cycle', 'tags', 'prices', 'autoRenews', 'createdAt', 'deletedAt'],
  (values) => values as unknown[],
);
const ROW = {
  _id: 'home:one',
  householdId: 'home',
  id: 'one',
  version: 3,
  name: 'Netflix',
  cycle: { every: 1, unit: 'month' },
  tags: ['video', 'family'],
  prices: [{ from: '2024-01-31', amountMinor: Long.fromNumber(1_549), currency: 'EUR' }],
  autoRenews: true,
  createdAt: new Date('2026-01-02T03:04:05.678Z'),
  deletedAt: null,
};
const VALUES = [
  'one',
  3,
  'Netflix',
  { every: 1, unit: 'month' },
  ['video', 'family'],
  [{ from: '2024-01-31', amountMinor: 1_549, currency: 'EUR' }],
  true,
  '2026-01-02T03:04:05.678Z',
  null,
];

function readFrom(document: object): unknown[] {
  return read(toBsonBytes(BSON.serialize(document)));
}

/** What the ports want of what the driver reads. */
function expected(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Long) return value.toNumber();
  if (Array.isArray(value)) return value.map(expected);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, expected(inner)]));
}

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.date({ noInvalidDate: true }),
  fc.maxSafeInteger().map((value) => Long.fromNumber(value)),
);
const name = fc.stringMatching(/^[A-Za-z]\w{0,20}$/);
const value = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 12 }),
  fc.dictionary(name, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }))),
);

describe('createRowReader', () => {
  it('reads the values of the fields, in that order', () => {
    expect(readFrom(ROW)).toEqual(VALUES);
  });

  it('reads whatever the driver reads, alike', () => {
    const fields = fc.record({ name: value, cycle: value, tags: value, prices: value });
    fc.assert(
      fc.property(fields, (given) => {
        const [, , ...rest] = readFrom({ ...ROW, ...given });
        expect(rest.slice(0, 4)).toEqual(
          [given.name, given.cycle, given.tags, given.prices].map(expected),
        );
      }),
    );
  });

  it('finds fields in whatever order they lie', () => {
    const entries = fc.shuffledSubarray(Object.entries(ROW), { minLength: 11 });
    fc.assert(
      fc.property(entries, (shuffled) => {
        expect(readFrom(Object.fromEntries(shuffled))).toEqual(VALUES);
      }),
    );
  });

  it('reads null where a field is missing', () => {
    const { name: _, createdAt: __, ...rest } = ROW;
    const [id, version, absent, cycle] = readFrom(rest);
    expect([id, version, absent, cycle]).toEqual(['one', 3, null, VALUES[3]]);
    expect(readFrom({})).toEqual(VALUES.map(() => null));
  });

  it.each([
    ['an object id', new ObjectId()],
    ['a decimal', Decimal128.fromString('1.5')],
    ['bytes', new Binary(Buffer.from('secret'))],
    ['a timestamp', Timestamp.fromBits(1, 2)],
    ['text', 'möchte auch da sein, und ist lang'],
    ['an object', { id: 'two', list: [1, 2, { id: 'three' }] }],
    ['names that begin alike', { i: 1, idea: 2 }],
  ])('passes over %s in fields that it was not asked for', (_what, stranger) => {
    const { _id, householdId, id, version, ...facts } = ROW;
    const keys = { ident: stranger, _id, householdId, i: stranger, idea: stranger, id, version };
    const document = { ...keys, names: stranger, nam: stranger, ...facts, zz: stranger };
    expect(readFrom(document)).toEqual(VALUES);
  });

  it('reads one of several documents that lie in a row', () => {
    const all = Buffer.concat(
      [
        { ...ROW, id: 'first' },
        { ...ROW, id: 'second' },
      ].map((row) => BSON.serialize(row)),
    );
    const from = toBsonBytes(all);
    expect([read(from)[0], read(from)[0], from.at]).toEqual(['first', 'second', all.length]);
  });

  it('tells names apart that look alike to a quick glance', () => {
    // The same sum by which known names are found: 'Aa' and 'BB'.
    expect(readFrom({ ...ROW, cycle: { Aa: 1 } })[3]).toEqual({ Aa: 1 });
    expect(readFrom({ ...ROW, cycle: { BB: 1, Aa: 2 } })[3]).toEqual({ BB: 1, Aa: 2 });
  });

  it('refuses a value of a kind that no field of ours has', () => {
    expect(() => readFrom({ ...ROW, name: new ObjectId() })).toThrow(TypeError);
  });
});

import type { Document } from 'mongodb';

/** The building stones of validators: https://www.mongodb.com/docs/manual/reference/operator/query/jsonSchema/ */
export const text: Document = { bsonType: 'string' };
export const instant: Document = { bsonType: 'date' };
export const flag: Document = { bsonType: 'bool' };
export const calendarDate: Document = { bsonType: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
/** 64 bits, whatever its size: never a float. */
export const amount: Document = { bsonType: 'long', minimum: 0 };
/** The driver writes integers of up to 32 bits as such. */
export const version: Document = { bsonType: 'int', minimum: 1 };

export const oneOf = (...values: readonly string[]): Document => ({ enum: values });
export const listOf = (items: Document): Document => ({ bsonType: 'array', items });

export function orNull(rule: Document): Document {
  return { anyOf: [rule, { bsonType: 'null' }] };
}

/** An object with exactly these fields. */
export function record(properties: Document): Document {
  return {
    bsonType: 'object',
    required: Object.keys(properties),
    properties,
    additionalProperties: false,
  };
}

/** A validator for documents with exactly these fields besides a string as `_id`. */
export function documentOf(properties: Document): Document {
  return { $jsonSchema: record({ _id: text, ...properties }) };
}

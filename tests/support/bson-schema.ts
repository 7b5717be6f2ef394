import { Binary, Double, Int32, Long } from 'mongodb';

/** The part of MongoDB's `$jsonSchema` that our validators use. */
interface BsonSchema {
  bsonType?: string;
  enum?: readonly unknown[];
  anyOf?: readonly BsonSchema[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  required?: readonly string[];
  properties?: Record<string, BsonSchema>;
  additionalProperties?: boolean;
  items?: BsonSchema;
}

/**
 * What a server with validators would refuse a document for, for tests on one that has none.
 * `value` as the driver gives it with `promoteValues: false`.
 */
export function schemaFaults(schema: BsonSchema, value: unknown, path = ''): string[] {
  if (schema.anyOf) {
    const ways = schema.anyOf.map((way) => schemaFaults(way, value, path));
    return ways.some((faults) => faults.length === 0) ? [] : ways.flat();
  }
  const faults: string[] = [];
  const type = bsonTypeOf(value);
  if (schema.bsonType !== undefined && schema.bsonType !== type) {
    return [`${path} is ${type}, not ${schema.bsonType}`];
  }
  if (schema.enum && !schema.enum.includes(value)) faults.push(`${path} is none of the choices`);
  if (schema.pattern && !new RegExp(schema.pattern).test(String(value))) {
    faults.push(`${path} does not match`);
  }
  const number = Number(value);
  if (number < (schema.minimum ?? number) || number > (schema.maximum ?? number)) {
    faults.push(`${path} is out of range`);
  }
  if (Array.isArray(value)) {
    const { items = {} } = schema;
    faults.push(...value.flatMap((item, at) => schemaFaults(items, item, `${path}[${at}]`)));
  }
  if (type === 'object') faults.push(...fieldFaults(schema, value as object, path));
  return faults;
}

function fieldFaults(schema: BsonSchema, value: object, path: string): string[] {
  const missing = (schema.required ?? []).filter((name) => !(name in value));
  return [
    ...missing.map((name) => `${path}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const rule = schema.properties?.[name];
      if (rule) return schemaFaults(rule, inner, `${path}.${name}`);
      return schema.additionalProperties === false ? [`${path}.${name} is unknown`] : [];
    }),
  ];
}

function bsonTypeOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (value instanceof Int32) return 'int';
  if (value instanceof Long) return 'long';
  if (value instanceof Double || typeof value === 'number') return 'double';
  if (value instanceof Date) return 'date';
  if (value instanceof Binary) return 'binData';
  return Array.isArray(value) ? 'array' : 'object';
}

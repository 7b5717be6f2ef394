import { describe, expect, it } from 'vitest';
import { describeIndex } from './apply-migrations.ts';
import { serverKindOf } from './capabilities.ts';
import { type FoundCollection, judgeCollections } from './judge-collections.ts';
import type { Migration } from './migrations/migration.ts';
import { MIGRATIONS } from './migrations/migrations.ts';

const MONGODB = serverKindOf({ version: '7.0.14' });
const FERRETDB = serverKindOf({ version: '7.0.42', ferretdbVersion: 'v1.24.0' });

/** As `listCollections` and `listIndexes` answer on a server that has applied all migrations. */
function migrated(server = MONGODB): FoundCollection[] {
  const collections = MIGRATIONS.flatMap(({ collections: plans }) => plans).map(
    ({ name, validator, indexes }) => ({
      name,
      options: server.can('validators')
        ? { validator, validationLevel: 'strict', validationAction: 'error' }
        : {},
      indexes: [
        { v: 2, key: { _id: 1 }, name: '_id_' },
        ...indexes.map((index) => ({ v: 2, ...describeIndex(index, server) })),
      ],
    }),
  );
  return [...collections, { name: 'migrations', indexes: [] }];
}

function change(name: string, how: (found: FoundCollection) => Partial<FoundCollection> | null) {
  return migrated().flatMap((found) => {
    if (found.name !== name) return [found];
    const changed = how(found);
    return changed ? [{ ...found, ...changed }] : [];
  });
}

describe('collections', () => {
  it.each([MONGODB, FERRETDB])('are fine as migrations make them on $name', (server) => {
    const found = judgeCollections(migrated(server), MIGRATIONS, server);
    expect(found).toMatchObject([{ name: 'collections', level: 'ok' }]);
  });

  it('are compared by what numbers mean, not by the order of fields', () => {
    const collections = migrated().map((found) => ({
      ...found,
      options: {
        ...found.options,
        validator: { $jsonSchema: reversed(found.options?.validator?.$jsonSchema) },
      },
    }));
    const found = judgeCollections(collections.slice(0, -1), MIGRATIONS, MONGODB);
    expect(found.map(({ level }) => level)).toEqual(['ok']);
  });

  it('are missed', () => {
    const found = judgeCollections(
      change('payments', () => null),
      MIGRATIONS,
      MONGODB,
    );
    expect(found).toMatchObject([{ level: 'failure', message: 'payments is missing' }]);
  });

  it.each([
    ['is missing', {}],
    ['is another', { validator: { $jsonSchema: { bsonType: 'object' } } }],
    ['lets all pass', { validationAction: 'warn' }],
    ['lets all pass', { validationLevel: 'moderate' }],
  ])('are warned of where the validator %s: %j', (what, options) => {
    const collections = change('users', (found) => ({
      options:
        'validator' in options || Object.keys(options).length === 0
          ? options
          : { ...found.options, ...options },
    }));
    expect(judgeCollections(collections, MIGRATIONS, MONGODB)).toMatchObject([
      { level: 'warning', message: `the one of users ${what}` },
    ]);
  });

  it('say how an index that is missing is made', () => {
    const without = (name: string) => (found: FoundCollection) => ({
      indexes: found.indexes.filter((index) => index.name !== name),
    });
    expect(judgeCollections(change('users', without('by_email')), MIGRATIONS, MONGODB)).toEqual([
      expect.objectContaining({
        level: 'failure',
        message: expect.stringContaining('may repeat'),
        cure: 'Run in mongosh: db.users.createIndex({"emailKey":1}, {"name":"by_email","unique":true})',
      }),
    ]);
    expect(
      judgeCollections(change('payments', without('by_due_date')), MIGRATIONS, MONGODB),
    ).toMatchObject([{ level: 'warning', message: expect.stringContaining('slow') }]);
    const [partial] = judgeCollections(change('jobs', without('by_end')), MIGRATIONS, MONGODB);
    expect(partial?.cure).toContain('{"endedAt":{"$lt":ISODate("9999-12-31T00:00:00.000Z")}}');
  });

  it.each([
    [{ unique: false }],
    [{ key: { emailKey: -1 } }],
    [{ key: { email: 1 } }],
    [{ partialFilterExpression: { version: 1 } }],
  ])('say which index is another: %j', (other) => {
    const collections = change('users', (found) => ({
      indexes: found.indexes.map((index) =>
        index.name === 'by_email' ? { ...index, ...other } : index,
      ),
    }));
    expect(judgeCollections(collections, MIGRATIONS, MONGODB)).toMatchObject([
      {
        level: 'failure',
        cure: expect.stringContaining('db.users.dropIndex("by_email"); db.users.'),
      },
    ]);
  });

  it('may have indexes of somebody else, which are named', () => {
    const collections = change('users', (found) => ({
      indexes: [...found.indexes, { name: 'mine', key: { name: 1 } }],
    }));
    expect(judgeCollections(collections, MIGRATIONS, MONGODB)).toMatchObject([
      { level: 'ok' },
      { level: 'note', message: expect.stringMatching(/: mine$/) },
    ]);
  });

  it('are as the last migration that speaks of them says', () => {
    const [first] = MIGRATIONS;
    const users = first?.collections.find(({ name }) => name === 'users');
    if (!users) throw new Error('users is one');
    const later: Migration = {
      name: '9999-later',
      collections: [
        {
          ...users,
          validator: { $jsonSchema: {} },
          indexes: [{ name: 'by_name', key: { name: 1 } }],
        },
      ],
    };
    const found = judgeCollections(migrated(), [...MIGRATIONS, later], MONGODB);
    expect(found.map(({ message }) => message)).toEqual([
      'the one of users is another',
      'by_name of users is missing: its queries are slow',
    ]);
  });
});

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

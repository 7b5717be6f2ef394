import { isDeepStrictEqual } from 'node:util';
import type { Document, IndexDescription } from 'mongodb';
import { type Finding, findingsAbout } from '#server/checks/finding.ts';
import { describeIndex } from './apply-migrations.ts';
import type { ServerKind } from './capabilities.ts';
import type { CollectionPlan, IndexPlan, Migration } from './migrations/migration.ts';

const { ok, note, warning, failure } = findingsAbout('database');

/** What `listCollections` and `listIndexes` answer, as far as it matters here. */
export interface FoundCollection {
  name: string;
  options?: { validator?: Document; validationLevel?: string; validationAction?: string };
  indexes: readonly Document[];
}

/** Whether the collections are as the migrations made them. */
export function judgeCollections(
  found: readonly FoundCollection[],
  migrations: readonly Migration[],
  server: ServerKind,
): Finding[] {
  const plans = plansOf(migrations);
  const findings = plans.flatMap((plan) => {
    const collection = found.find(({ name }) => name === plan.name);
    if (!collection) return [missing(plan)];
    return [
      ...(server.can('validators') ? judgeValidator(plan, collection) : []),
      ...plan.indexes.flatMap((index) =>
        judgeIndex(plan, describeIndex(index, server), collection),
      ),
      ...strangers(plan, collection),
    ];
  });
  const isFine = findings.every(({ level }) => level === 'note');
  const what = server.can('validators') ? 'validators and indexes' : 'indexes';
  return isFine
    ? [ok('collections', `${plans.length} with all their ${what}`), ...findings]
    : findings;
}

/** What all migrations together come to: a later one has the last word. */
function plansOf(migrations: readonly Migration[]): CollectionPlan[] {
  const plans = new Map<string, CollectionPlan>();
  for (const plan of migrations.flatMap(({ collections }) => collections)) {
    const indexes = new Map<string, IndexPlan>();
    for (const index of [...(plans.get(plan.name)?.indexes ?? []), ...plan.indexes]) {
      indexes.set(index.name, index);
    }
    plans.set(plan.name, { ...plan, indexes: [...indexes.values()] });
  }
  return [...plans.values()];
}

function missing({ name }: CollectionPlan): Finding {
  return failure(
    'collections',
    `${name} is missing`,
    'Bring the newest backup back (npx duetide restore FILE), and find out who dropped it.',
  );
}

function judgeValidator(plan: CollectionPlan, { options = {} }: FoundCollection): Finding[] {
  const { validator, validationLevel = 'strict', validationAction = 'error' } = options;
  const isStrict = validationLevel === 'strict' && validationAction === 'error';
  if (isStrict && isDeepStrictEqual(plainOf(validator), plainOf(plan.validator))) return [];
  const what = validator === undefined ? 'is missing' : isStrict ? 'is another' : 'lets all pass';
  return [
    warning(
      'validators',
      `the one of ${plan.name} ${what}`,
      'Run db.migrations.deleteMany({}) in mongosh and restart one instance: it sets all validators again, and changes no data.',
    ),
  ];
}

function judgeIndex(
  { name: collection }: CollectionPlan,
  expected: IndexDescription,
  { indexes }: FoundCollection,
): Finding[] {
  const name = String(expected.name);
  const { key, ...options } = expected;
  const create = `db.${collection}.createIndex(${JSON.stringify(key)}, ${inMongosh(options)})`;
  const present = indexes.find((index) => index.name === name);
  const judge = expected.unique ? failure : warning;
  const effect = expected.unique ? 'what must be unique may repeat' : 'its queries are slow';
  if (!present) {
    const message = `${name} of ${collection} is missing: ${effect}`;
    return [judge('indexes', message, `Run in mongosh: ${create}`)];
  }
  if (isDeepStrictEqual(shapeOf(present), shapeOf(expected))) return [];
  return [
    judge(
      'indexes',
      `${name} of ${collection} is another: ${effect}`,
      `Run in mongosh: db.${collection}.dropIndex("${name}"); ${create}`,
    ),
  ];
}

/** The order of the fields is part of an index. */
function shapeOf(index: Document | IndexDescription): object {
  return {
    key: Object.entries(index.key ?? {}).map(([field, direction]) => [field, Number(direction)]),
    isUnique: index.unique === true,
    only: plainOf(index.partialFilterExpression ?? null),
  };
}

function strangers(plan: CollectionPlan, { indexes }: FoundCollection): Finding[] {
  const known = new Set(['_id_', ...plan.indexes.map(({ name }) => name)]);
  const others = indexes.map(({ name }) => String(name)).filter((name) => !known.has(name));
  return others.length === 0
    ? []
    : [note('indexes', `${plan.name} has some that are not Duetide's: ${others.join(', ')}`)];
}

/** As it is typed there: dates are no text. */
function inMongosh(value: object): string {
  return JSON.stringify(value).replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, 'ISODate($&)');
}

/** Numbers are numbers, whichever type of BSON they came as. */
function plainOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

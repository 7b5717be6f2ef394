import { loggableError } from './loggable-error.ts';
import { isSecret, scrubText } from './scrubbed-text.ts';

/** @returns what may stand in the log; undefined: nothing. */
type Rule = (value: unknown) => unknown;

const matching =
  (pattern: RegExp): Rule =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined;

/** What the program itself calls something. */
const name: Rule = (value) =>
  typeof value === 'string' && /^[a-z][\w .:-]{0,63}$/i.test(value) && !isSecret(value)
    ? value
    : undefined;
const names: Rule = (value) => {
  if (!Array.isArray(value)) return undefined;
  const known = value.filter((each) => typeof each === 'string' && /^[\w.-]{1,64}$/.test(each));
  return known.length === value.length ? known : undefined;
};
/** Shorter than a token of ours, or in hexadecimal: callers choose ids of requests. */
const id = matching(/^([\w.-]{8,42}|[\da-f-]{43,64})$/i);
const jobId = matching(/^(?!.*[\w-]{43})[\w.:-]{1,200}$/);
const instant = matching(/^\d{4}-\d\d-\d\dT[\d:.]{5,15}Z$/);
const day = matching(/^\d{4}-\d\d-\d\d$/);
/** What a bank publishes, such as an exchange rate: nobody's amount. */
const decimal = matching(/^\d{1,12}(\.\d{1,15})?$/);
const path = matching(/^\/[\w./:*%[\]~-]{0,200}$/);
const amount: Rule = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
const text: Rule = (value) => (typeof value === 'string' ? scrubText(value) : undefined);
/** What the operator configured: a file, host and name of a database. */
const place: Rule = (value) =>
  typeof value === 'string' && value.length <= 300 && !/[@"\n]/.test(value) ? value : undefined;
const error: Rule = (value) => loggableError(value);

/**
 * Every field that may stand in a log, and what it has to look like. Ids are there so that lines
 * can be found again; names, mail addresses, amounts and words of people are not.
 */
export const LOGGABLE_FIELDS: Readonly<Record<string, Rule>> = {
  again: instant,
  attempt: amount,
  before: decimal,
  beforeOn: day,
  bytes: amount,
  cause: name,
  circuit: name,
  count: amount,
  currency: matching(/^[A-Z]{3}$/),
  database: place,
  err: error,
  fault: name,
  file: place,
  from: name,
  hits: amount,
  householdId: id,
  job: jobId,
  kind: name,
  leftOut: amount,
  method: name,
  migrations: names,
  milliseconds: amount,
  misses: amount,
  module: name,
  on: day,
  path,
  port: amount,
  provider: name,
  rate: decimal,
  reason: text,
  requestId: id,
  route: path,
  stale: amount,
  status: amount,
  task: name,
  to: name,
  userId: id,
};

/**
 * A mail that is written to the log because there is no other way for it. A symbol, which no data
 * from outside can have as a key.
 */
export const LETTER = Symbol('letter');

/**
 * The fields that are on the list and look as they should. How many were not is told, so that
 * somebody who misses one finds out; what they were called may be a secret itself.
 */
export function loggableFields(fields: object): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  let withheld = 0;
  for (const key of Object.keys(fields)) {
    const value = allowed(fields, key);
    if (value === undefined) withheld += 1;
    else kept[key] = value;
  }
  if (withheld > 0) kept.withheld = withheld;
  if (LETTER in fields) kept.mail = fields[LETTER];
  return kept;
}

function allowed(fields: object, key: string): unknown {
  const rule = Object.hasOwn(LOGGABLE_FIELDS, key) ? LOGGABLE_FIELDS[key] : undefined;
  if (!rule) return undefined;
  try {
    const value = (fields as Record<string, unknown>)[key];
    return value === null ? null : rule(value);
  } catch {
    // A getter, or a proxy, that throws: no reason to fail what is logged.
    return undefined;
  }
}

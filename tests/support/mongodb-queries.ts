import { type CommandStartedEvent, type Document, MongoClient } from 'mongodb';

/** What a command asks for: which documents of which collection, and in which order. */
export interface Query {
  readonly name: string;
  readonly collection: string;
  readonly filter: Document;
  readonly sort: Document;
  /** As it was sent, for `explain`. */
  readonly command: Document;
}

/** A client that writes down every query that is sent through it, each shape once. */
export function createWatchedClient(uri: string): {
  client: MongoClient;
  queries: ReadonlyMap<string, Query>;
} {
  const client = new MongoClient(uri, { monitorCommands: true });
  const queries = new Map<string, Query>();
  client.on('commandStarted', ({ commandName, command }: CommandStartedEvent) => {
    const collection = String(command[commandName]);
    for (const { filter, sort = {} } of askedBy(commandName, command)) {
      const query = { name: commandName, collection, filter, sort, command };
      queries.set(shapeOf(query), query);
    }
  });
  return { client, queries };
}

function askedBy(name: string, command: Document): { filter: Document; sort?: Document }[] {
  switch (name) {
    case 'find':
      return [{ filter: command.filter, sort: sortOf(command) }];
    case 'findAndModify':
      return [{ filter: command.query, sort: sortOf(command) }];
    case 'update':
      return command.updates.map(({ q }: Document) => ({ filter: q }));
    case 'delete':
      return command.deletes.map(({ q }: Document) => ({ filter: q }));
    default:
      return [];
  }
}

/** The driver keeps the order of the sort in a Map. */
function sortOf({ sort = {} }: Document): Document {
  return sort instanceof Map ? Object.fromEntries(sort) : sort;
}

/** `find payments by householdId, sorted by dueOn`: the shape without the values. */
function shapeOf({ name, collection, filter, sort }: Query): string {
  const by = Object.entries(filter).map(([field, value]) => field + comparison(value));
  const order = Object.keys(sort).length > 0 ? `, sorted by ${Object.keys(sort).join(', ')}` : '';
  return `${name} ${collection} by ${by.join(', ') || 'nothing'}${order}`;
}

/** ` <` for `{ $lt: … }`; nothing for a plain value. */
function comparison(value: unknown): string {
  const operators = { $lt: ' <', $ne: ' not', $in: ' in', $or: '' };
  const isOperation = typeof value === 'object' && value !== null && !Array.isArray(value);
  const [operator = ''] = isOperation ? Object.keys(value) : [];
  return operators[operator as keyof typeof operators] ?? '';
}

import type { Document } from 'mongodb';
import type { CollectionName } from '../database-schema.ts';

/** One step of the schema. Steps only go forward; one that was released is never edited. */
export interface Migration {
  /** Its file's name: a number of four digits that gives the order, and words. */
  readonly name: string;
  /**
   * What collections look like from this step on. Applying it twice, or by two instances at once,
   * comes to the same: there is no transaction around it.
   */
  readonly collections: readonly CollectionPlan[];
}

export interface CollectionPlan {
  readonly name: CollectionName;
  /** A JSON schema, for the servers that check one. */
  readonly validator: Document;
  readonly indexes: readonly IndexPlan[];
}

/**
 * What `only` asks of a field that may be null. A query uses a partial index where its own
 * comparison of the field leaves out what this one does; that is never seen of `$type`.
 * https://www.mongodb.com/docs/manual/core/index-partial/#query-coverage
 */
export const ANY_INSTANT: Document = { $lt: new Date('9999-12-31T00:00:00.000Z') };
export const ANY_TEXT: Document = { $gt: '' };

export interface IndexPlan {
  readonly name: string;
  readonly key: Readonly<Record<string, 1>>;
  readonly isUnique?: true;
  /** Only documents that match are in it, on the servers that can. */
  readonly only?: Document;
}

/** One step of the schema. Steps only go forward; one that was released is never edited. */
export interface Migration {
  /** Its file's name: a number of four digits that gives the order, and words. */
  readonly name: string;
  /** Statements of SQLite, run in one transaction with foreign keys off. */
  readonly sql: string;
}

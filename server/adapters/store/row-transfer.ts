import type { TablePlan, TravelRow } from './table-plan.ts';

/** The rows of a database as they are, of every household: for moving all of it elsewhere. */
export interface RowTransfer {
  /** Where it is, for people, without secrets. */
  readonly place: string;
  count(table: TablePlan): Promise<number>;
  /** Up to `limit` rows that follow `after`, or the first, in the order of the key. */
  read(table: TablePlan, after: TravelRow | null, limit: number): Promise<TravelRow[]>;
  /** The row with the greatest key. */
  last(table: TablePlan): Promise<TravelRow | null>;
  /** Inserts those whose keys are not there yet. Their owners have to be there. */
  write(table: TablePlan, rows: readonly TravelRow[]): Promise<void>;
  close(): Promise<void>;
}

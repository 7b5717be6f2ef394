/** What JSON can say. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json };

/** A row on its way from one engine to another: the port's names, values of JSON. */
export type TravelRow = Readonly<Record<string, Json>>;

/**
 * How an engine keeps a field. `cycle` is `{ every, unit }`; `packed` is a long text; `list` and
 * `prices` are arrays, the latter with amounts in them; `bytes` travel as Base64. Every field may be null.
 */
export type FieldKind =
  | 'text'
  | 'count'
  | 'amount'
  | 'flag'
  | 'instant'
  | 'cycle'
  | 'list'
  | 'prices'
  | 'packed'
  | 'bytes';

export interface TablePlan {
  readonly name: string;
  /** Fields that no two rows share. None: the table has at most one row. */
  readonly key: readonly string[];
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** What the installation measured of itself: copied to another engine, and left out of backups. */
  readonly isMeasured?: true;
}

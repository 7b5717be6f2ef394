import { createHash } from 'node:crypto';
import type { RowTransfer } from './row-transfer.ts';
import { STORE_TABLES } from './store-tables.ts';
import type { Json, TablePlan, TravelRow } from './table-plan.ts';

const ROWS_AT_ONCE = 500;
const DIGEST_BITS = 256;

export interface CopyProgress {
  readonly phase: 'copy' | 'verify';
  readonly table: string;
  /** Rows, of all tables together. */
  readonly done: number;
  readonly total: number;
}

export interface CopyOptions {
  from: RowTransfer;
  to: RowTransfer;
  /** Goes on where an earlier copy to the same place was cut short. */
  isResumed?: boolean;
  onProgress?: (progress: CopyProgress) => void;
}

/** How many rows a table has, and what the bytes of all of them come to. */
export interface TableSum {
  readonly count: number;
  readonly digest: string;
}

export interface CopiedTable {
  readonly table: string;
  readonly source: TableSum;
  readonly target: TableSum;
  readonly isEqual: boolean;
}

/** A fault that the operator can cure: its message is the line to read. */
export class CopyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CopyError';
  }
}

/**
 * Copies every row, then reads both sides again and compares them. Nobody should write to either
 * meanwhile: if somebody does, it shows in the comparison.
 * @throws CopyError if something lies in the target already, unless it is resumed.
 */
export async function copyRows({
  from,
  to,
  isResumed = false,
  onProgress = () => {},
}: CopyOptions): Promise<CopiedTable[]> {
  if (!isResumed) await assertEmpty(to);
  const total = await rowsIn(from);
  let done = 0;
  for (const table of STORE_TABLES) {
    // Rows are written in the order of their keys: what is there is the beginning.
    let last = await to.last(table);
    done += await to.count(table);
    for (;;) {
      onProgress({ phase: 'copy', table: table.name, done, total });
      const rows = await from.read(table, last, ROWS_AT_ONCE);
      if (rows.length === 0) break;
      await to.write(table, rows);
      done += rows.length;
      last = rows.at(-1) ?? last;
    }
  }
  return compare({ from, to, onProgress }, total);
}

async function compare(
  { from, to, onProgress }: Required<Pick<CopyOptions, 'from' | 'to' | 'onProgress'>>,
  total: number,
): Promise<CopiedTable[]> {
  const compared: CopiedTable[] = [];
  let done = 0;
  for (const table of STORE_TABLES) {
    const [source, target] = await Promise.all([sumOf(from, table), sumOf(to, table)]);
    const isEqual = source.count === target.count && source.digest === target.digest;
    compared.push({ table: table.name, source, target, isEqual });
    done += source.count;
    onProgress({ phase: 'verify', table: table.name, done, total });
  }
  return compared;
}

async function assertEmpty(to: RowTransfer): Promise<void> {
  for (const table of STORE_TABLES) {
    if ((await to.count(table)) === 0) continue;
    throw new CopyError(
      `There is data in ${to.place} already (${table.name}). Choose an empty database, or add --resume if an earlier copy to it was cut short.`,
    );
  }
}

async function rowsIn(transfer: RowTransfer): Promise<number> {
  let rows = 0;
  for (const table of STORE_TABLES) rows += await transfer.count(table);
  return rows;
}

/** The digests of the rows are added up, so that the order in which an engine has them is no matter. */
async function sumOf(transfer: RowTransfer, table: TablePlan): Promise<TableSum> {
  let count = 0;
  let sum = 0n;
  let last: TravelRow | null = null;
  for (;;) {
    const rows: TravelRow[] = await transfer.read(table, last, ROWS_AT_ONCE);
    last = rows.at(-1) ?? null;
    if (!last) break;
    for (const row of rows) {
      const hash = createHash('sha256')
        .update(`${table.name}\n${canonical(row)}`)
        .digest('hex');
      sum = BigInt.asUintN(DIGEST_BITS, sum + BigInt(`0x${hash}`));
    }
    count += rows.length;
  }
  return { count, digest: sum.toString(16).padStart(DIGEST_BITS / 4, '0') };
}

/** JSON whose names are in one order, whichever way an engine returns them. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}

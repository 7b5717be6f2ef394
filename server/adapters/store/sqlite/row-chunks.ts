/** SQLite takes at most 32,766 parameters in a statement; this also keeps each one short. */
export const ROWS_A_STATEMENT = 100;

export function* chunksOf<Row>(rows: readonly Row[], size: number): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}

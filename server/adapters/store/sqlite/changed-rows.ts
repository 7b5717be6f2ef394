/** Whether a statement on one row changed it. */
export function wasChanged(rows: bigint | undefined): boolean {
  return rows !== undefined && rows > 0n;
}

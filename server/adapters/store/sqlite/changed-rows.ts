/** Whether a statement on one row changed it. */
export function wasChanged(rows: bigint | undefined): boolean {
  return (rows ?? 0n) > 0n;
}

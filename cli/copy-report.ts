import type { CopiedTable } from '#server/wiring/copy-database.ts';

const SHOWN_OF_DIGEST = 12;

/** A table for people: how many rows each table has on both sides, and whether they are the same. */
export function reportCopy(copied: readonly CopiedTable[]): string {
  const width = Math.max(...copied.map(({ table }) => table.length));
  const lines = copied.map(({ table, source, target, isEqual }) => {
    const counts = isEqual ? `${source.count}` : `${source.count} → ${target.count}`;
    const digest = target.digest.slice(0, SHOWN_OF_DIGEST);
    return `${isEqual ? '✓' : '✗'} ${table.padEnd(width)}  ${counts.padStart(10)}  ${digest}`;
  });
  const unequal = copied.filter(({ isEqual }) => !isEqual).map(({ table }) => table);
  const rows = copied.reduce((sum, { source }) => sum + source.count, 0);
  const verdict =
    unequal.length === 0
      ? `All ${rows} rows are there, with the same SHA-256.`
      : `Not the same: ${unequal.join(', ')}. Stop every server that writes to either database, empty the target, and copy again.`;
  return [...lines, '', verdict].join('\n');
}

/** Prints what a promise turned out to be, by its row, or what else was measured, by a name. */
export function printFigures(
  promise: number | string,
  figures: Record<string, string | number>,
): void {
  const parts = Object.entries(figures).map(
    ([what, value]) => `${what} ${typeof value === 'number' ? round(value) : value}`,
  );
  const name = typeof promise === 'number' ? `row ${promise}` : promise;
  process.stdout.write(`  ${name}: ${parts.join('; ')}\n`);
}

function round(value: number): number {
  return Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}

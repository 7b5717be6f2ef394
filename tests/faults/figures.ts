/** Prints what a promise turned out to be, beside what it is to be. */
export function printFigures(row: number, figures: Record<string, string | number>): void {
  const parts = Object.entries(figures).map(
    ([what, value]) => `${what} ${typeof value === 'number' ? round(value) : value}`,
  );
  process.stdout.write(`  row ${row}: ${parts.join('; ')}\n`);
}

function round(value: number): number {
  return Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}

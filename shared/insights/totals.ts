import { toMoney } from '#shared/money/money.ts';
import type { Money } from '#shared/schemas/primitives.ts';
import type { ChargeLine } from './charge-lines.ts';

/** Null stands for "no category". */
export type CategoryId = string | null;

/** The sum in minor units of the base currency; lines that could not be converted are left out. */
export function sumOfBase(lines: readonly ChargeLine[]): bigint {
  let sum = 0n;
  for (const { baseMinor } of lines) if (baseMinor !== null) sum += baseMinor;
  return sum;
}

/** Totals by category, the highest first; of equal ones by id, without category last. */
export function rankCategories(
  totals: ReadonlyMap<CategoryId, bigint>,
  baseCurrency: string,
): { categoryId: CategoryId; total: Money }[] {
  return [...totals]
    .sort(([a, totalA], [b, totalB]) => compareTotals(totalA, totalB) || compareIds(a, b))
    .map(([categoryId, total]) => ({ categoryId, total: toMoney(total, baseCurrency) }));
}

/** Descending. */
export function compareTotals(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a > b ? -1 : 1;
}

/** Ascending, null last. */
export function compareIds(a: CategoryId, b: CategoryId): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

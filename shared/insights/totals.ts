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

/** Adds up minor units of the base currency by category. */
export interface CategoryTotals {
  add(categoryId: CategoryId, minor: bigint): void;
  /** Of all categories. */
  sum(): bigint;
  /** The highest first; of equal ones by id, without category last. */
  ranked(): { categoryId: CategoryId; total: Money }[];
}

/** Starts with no category. */
export function createCategoryTotals(baseCurrency: string): CategoryTotals {
  const totals = new Map<CategoryId, { minor: bigint }>();
  return {
    add(categoryId, minor) {
      const total = totals.get(categoryId);
      if (total) total.minor += minor;
      else totals.set(categoryId, { minor });
    },
    sum: () => [...totals.values()].reduce((sum, { minor }) => sum + minor, 0n),
    ranked: () =>
      [...totals]
        .sort(([a, x], [b, y]) => compareTotals(x.minor, y.minor) || compareIds(a, b))
        .map(([categoryId, { minor }]) => ({ categoryId, total: toMoney(minor, baseCurrency) })),
  };
}

/** Descending. */
export function compareTotals(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a > b ? -1 : 1;
}

/** Ascending, null last. The two differ. */
export function compareIds(a: CategoryId, b: CategoryId): number {
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

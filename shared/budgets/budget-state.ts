import type { ChargeLine } from '#shared/insights/charge-lines.ts';
import { sumOfBase } from '#shared/insights/totals.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { Budget } from './budget.ts';
import type { BudgetCharges } from './budget-charges.ts';
import type { Span } from './budget-period.ts';

/** How a budget stands in one period. Sums are minor units of the budget's currency. */
export interface BudgetState extends Span {
  /** All that is charged in the period, as the calendar has it; what cannot be converted is left out. */
  total: bigint;
  /** The part of it that counts as paid: see `chargeLines`. */
  charged: bigint;
  /** The charge with which the running total first passes the limit. */
  exceededBy: ChargeLine | null;
  /** Left out, because no rate is known. */
  unconverted: readonly ChargeLine[];
  rates: readonly Rate[];
}

/** @param span a period of the budget */
export function budgetState(budget: Budget, charges: BudgetCharges, span: Span): BudgetState {
  const { lines, rates } = charges.counted(budget, span);
  return {
    ...span,
    total: sumOfBase(lines),
    charged: sumOfBase(lines.filter(({ status }) => status === 'paid')),
    exceededBy: exceedingLine(lines, BigInt(budget.limitMinor)),
    unconverted: lines.filter(({ baseMinor }) => baseMinor === null),
    rates,
  };
}

function exceedingLine(lines: readonly ChargeLine[], limit: bigint): ChargeLine | null {
  let sum = 0n;
  for (const line of lines) {
    sum += line.baseMinor ?? 0n;
    if (sum > limit) return line;
  }
  return null;
}

import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { unconvertedLines } from '#shared/insights/charge-lines.ts';
import { toCharge } from '#shared/insights/charges.ts';
import { toMoney } from '#shared/money/money.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { BudgetPeriodView, BudgetView } from '#shared/schemas/budget-schemas.ts';
import type { Budget } from './budget.ts';
import type { BudgetCharges } from './budget-charges.ts';
import { spanAfter, spanAround } from './budget-period.ts';
import { type BudgetState, budgetState } from './budget-state.ts';

/** A budget as the API answers it: how it stands in the period around `today`, and in the next. */
export function toBudgetView(
  budget: Budget,
  charges: BudgetCharges,
  today: CalendarDate,
): BudgetView {
  const { id, version, name, limitMinor, currency, period, categoryId } = budget;
  const span = spanAround(period, today);
  const current = budgetState(budget, charges, span);
  const next = budgetState(budget, charges, spanAfter(period, span));
  return {
    id,
    version,
    name,
    limit: toMoney(limitMinor, currency),
    period,
    categoryId,
    isCategoryGone: charges.isCategoryGone(budget),
    current: toPeriodView(budget, current),
    next: toPeriodView(budget, next),
    rates: withoutRepeats([...current.rates, ...next.rates]),
    createdAt: budget.createdAt,
    updatedAt: budget.updatedAt,
  };
}

function toPeriodView(
  { limitMinor, currency }: Budget,
  { from, to, total, charged, exceededBy, unconverted }: BudgetState,
): BudgetPeriodView {
  const remaining = BigInt(limitMinor) - total;
  const money = (minor: bigint) => toMoney(minor > 0n ? minor : 0n, currency);
  return {
    from,
    to,
    total: money(total),
    charged: money(charged),
    coming: money(total - charged),
    remaining: money(remaining),
    over: money(-remaining),
    exceededBy: exceededBy && toCharge(exceededBy, currency),
    unconverted: unconvertedLines(unconverted),
  };
}

/** The book answers the same rate for both periods as the same object. */
function withoutRepeats(rates: readonly Rate[]): Rate[] {
  return [...new Set(rates)];
}

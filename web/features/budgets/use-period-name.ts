import { monthOf } from '#shared/dates/date-arithmetic.ts';
import type { BudgetPeriodView, BudgetView } from '#shared/schemas/budget-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';

/** "November 2026", "2026". */
export function usePeriodName() {
  const format = useFormatter();
  return (period: BudgetView['period'], { from }: Pick<BudgetPeriodView, 'from'>): string =>
    period === 'year' ? from.slice(0, 4) : format.monthAndYear(monthOf(from));
}

import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { BudgetPeriod } from '#shared/budgets/budget.ts';
import { summaryQuery } from '#web/lib/queries.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';

/** What a limit can be measured by: what the same things cost in an average month or year. */
export function AverageCost({
  categoryId,
  period,
}: {
  categoryId: string | null;
  period: BudgetPeriod;
}): ReactNode {
  const format = useFormatter();
  const summary = useQuery(summaryQuery).data;
  if (!summary) return null;
  const costs =
    categoryId === null
      ? summary
      : summary.byCategory.find((entry) => entry.categoryId === categoryId);
  if (!costs) return <Trans>Nothing costs anything there yet.</Trans>;
  const cost = format.money(period === 'year' ? costs.yearlyCost : costs.monthlyCost);
  return period === 'year' ? (
    <Trans>In an average year this costs {cost}.</Trans>
  ) : (
    <Trans>In an average month this costs {cost}. Months with yearly charges cost more.</Trans>
  );
}

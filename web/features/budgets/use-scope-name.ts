import { useLingui } from '@lingui/react/macro';
import type { BudgetView } from '#shared/schemas/budget-schemas.ts';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';

/** "Everything, every month", "Music, every year". */
export function useScopeName(categories: readonly Pick<CategoryView, 'id' | 'name'>[]) {
  const { t } = useLingui();
  return ({ categoryId, period }: Pick<BudgetView, 'categoryId' | 'period'>): string => {
    const category = categories.find(({ id }) => id === categoryId);
    const what = categoryId === null ? t`Everything` : (category?.name ?? t`Deleted category`);
    return period === 'year' ? t`${what}, every year` : t`${what}, every month`;
  };
}

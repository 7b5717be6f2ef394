import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import type { Summary } from '#shared/schemas/insight-schemas.ts';
import { categoryColor } from '#web/lib/category-color.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { ShareBar } from '#web/ui/charts/share-bar.tsx';

/** Where the money goes in an average month. */
export function CategoryCard({
  summary,
  categories,
}: {
  summary: Summary;
  categories: readonly CategoryView[];
}) {
  const { t } = useLingui();
  const format = useFormatter();
  const byId = new Map(categories.map((category) => [category.id, category]));
  const total = Number(summary.monthlyCost.amount);
  const rows = summary.byCategory.map((entry) => {
    const category = entry.categoryId === null ? undefined : byId.get(entry.categoryId);
    return {
      key: entry.categoryId ?? 'none',
      name: category?.name ?? t`Without a category`,
      color: categoryColor(category?.color ?? null),
      cost: entry.monthlyCost,
      value: Number(entry.monthlyCost.amount),
      count: entry.count,
    };
  });

  return (
    <Card aria-label={t`Spend by category`} className="flex flex-col">
      <CardHeader
        title={<Trans>Where it goes</Trans>}
        description={<Trans>By category, in an average month</Trans>}
      />
      <ShareBar parts={rows} />
      <ul className="mt-5 mb-5 grid gap-2.5">
        {rows.map(({ key, name, color, cost, value, count }) => (
          <li key={key} className="flex items-baseline gap-2.5">
            <span
              aria-hidden
              className="size-2.5 shrink-0 rounded-full"
              style={{ backgroundColor: color }}
            />
            <span className="min-w-0 flex-1 truncate">
              {name}{' '}
              <span className="text-sm text-ink-faint">
                <span aria-hidden>{format.number(count)}</span>
                <span className="sr-only">
                  <Plural value={count} one="# subscription" other="# subscriptions" />
                </span>
              </span>
            </span>
            <span className="tabular font-semibold">{format.money(cost)}</span>
            <span className="tabular w-10 text-end text-sm text-ink-faint">
              {total > 0 && format.percent(value / total)}
            </span>
          </li>
        ))}
      </ul>
      <dl className="mt-auto grid grid-cols-2 gap-4 border-t border-line pt-4">
        <div>
          <dt className="text-sm text-ink-faint">
            <Trans>Average month</Trans>
          </dt>
          <dd className="tabular font-display text-lg font-bold">
            {format.money(summary.monthlyCost)}
          </dd>
        </div>
        <div>
          <dt className="text-sm text-ink-faint">
            <Trans>Average year</Trans>
          </dt>
          <dd className="tabular font-display text-lg font-bold">
            {format.money(summary.yearlyCost)}
          </dd>
        </div>
      </dl>
    </Card>
  );
}

import { Plural, useLingui } from '@lingui/react/macro';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import type { Forecast } from '#shared/schemas/insight-schemas.ts';
import { categoryColor } from '#web/lib/category-color.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { BarChart } from '#web/ui/charts/bar-chart.tsx';

export function YearAheadChart({
  forecast,
  categories,
}: {
  forecast: Forecast;
  categories: readonly CategoryView[];
}) {
  const { t } = useLingui();
  const format = useFormatter();
  const byId = new Map(categories.map((category) => [category.id, category]));
  const nameOf = (id: string | null) =>
    (id === null ? undefined : byId.get(id)?.name) ?? t`Without a category`;
  const colorOf = (id: string | null) =>
    categoryColor((id === null ? undefined : byId.get(id)?.color) ?? null);
  const rank = rankOfCategories(forecast);
  const months = new Map(forecast.months.map((month) => [month.month, month]));

  return (
    <BarChart
      label={t`What falls due in the next 12 months`}
      table={{
        head: [t`Month`, t`Due`, t`Charges`],
        rows: forecast.months.map(({ month, total, count }) => ({
          key: month,
          cells: [format.monthAndYear(month), format.money(total), format.number(count)],
        })),
      }}
      bars={forecast.months.map(({ month, byCategory }) => ({
        key: month,
        label: format.shortMonth(month),
        parts: byCategory
          .map(({ categoryId, total }) => ({
            key: categoryId ?? 'none',
            value: Number(total.amount),
            color: colorOf(categoryId),
          }))
          .sort((a, b) => (rank.get(a.key) ?? 0) - (rank.get(b.key) ?? 0)),
      }))}
      formatTick={(value) =>
        format.roundedMoney({ amount: String(value), currency: forecast.baseCurrency })
      }
      renderDetail={(key) => {
        const month = months.get(key);
        if (!month) return null;
        return (
          <>
            <p className="font-semibold">{format.monthAndYear(key)}</p>
            <p className="text-ink-faint">
              <Plural value={month.count} one="# charge" other="# charges" />
            </p>
            <ul className="mt-2 grid gap-1">
              {month.byCategory.map(({ categoryId, total }) => (
                <li key={categoryId ?? 'none'} className="flex items-center gap-2">
                  <span
                    className="size-2.5 shrink-0 rounded-full"
                    style={{ backgroundColor: colorOf(categoryId) }}
                  />
                  <span className="min-w-0 flex-1 truncate">{nameOf(categoryId)}</span>
                  <span className="tabular">{format.money(total)}</span>
                </li>
              ))}
            </ul>
            <p className="tabular mt-2 border-t border-line pt-2 text-end font-semibold">
              {format.money(month.total)}
            </p>
          </>
        );
      }}
    />
  );
}

/** The most expensive of the year at the bottom of every bar, so that colours keep their place. */
function rankOfCategories(forecast: Forecast): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { categoryId, total } of forecast.months.flatMap(({ byCategory }) => byCategory)) {
    const key = categoryId ?? 'none';
    sums.set(key, (sums.get(key) ?? 0) + Number(total.amount));
  }
  const descending = [...sums].sort(([, a], [, b]) => b - a);
  return new Map(descending.map(([key], rank) => [key, rank]));
}

import { Trans, useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import { addMonthsTo, type CalendarMonth, monthOf } from '#shared/dates/date-arithmetic.ts';
import { toMoney } from '#shared/money/money.ts';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import type { Status } from '#shared/subscriptions/subscription.ts';
import { categoryColor } from '#web/lib/category-color.ts';
import { useSession, useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { STATUS_LABELS } from '../status-badge.tsx';
import { GridCell, GridRow } from './grid-parts.tsx';
import { NOTHING_DUE, type ViewGroup } from './group-views.ts';
import type { ListGrouping } from './list-search.ts';

/** The heading of a group, with what its members cost a month on average. */
export const GroupRow = memo(function GroupRow({
  group,
  grouping,
  categories,
  rowIndex,
  start,
  size,
}: {
  group: ViewGroup;
  grouping: ListGrouping;
  categories: ReadonlyMap<string, CategoryView>;
  rowIndex: number;
  start: number;
  size: number;
}) {
  const format = useFormatter();
  const { household } = useSession();
  const { count, monthly } = group.totals;
  return (
    <GridRow
      aria-rowindex={rowIndex}
      style={{ height: size, transform: `translateY(${start}px)` }}
      className="absolute inset-x-0 top-0 flex items-end border-b border-line bg-paper/60 px-4 pb-2"
    >
      <GridCell aria-colspan={6} className="flex min-w-0 flex-1 items-baseline gap-3">
        <span className="flex min-w-0 items-center gap-2 truncate font-display text-lg font-semibold">
          <GroupName group={group} grouping={grouping} categories={categories} />
        </span>
        <span className="text-sm text-ink-faint">{format.number(count)}</span>
        {grouping !== 'month' && monthly > 0n && (
          <span className="tabular ms-auto text-sm font-semibold whitespace-nowrap text-ink-soft">
            <Trans>{format.money(toMoney(monthly, household.baseCurrency))} a month</Trans>
          </span>
        )}
      </GridCell>
    </GridRow>
  );
});

function GroupName({
  group: { key },
  grouping,
  categories,
}: {
  group: ViewGroup;
  grouping: ListGrouping;
  categories: ReadonlyMap<string, CategoryView>;
}) {
  const { t, i18n } = useLingui();
  const format = useFormatter();
  const thisMonth = monthOf(useToday());
  if (grouping === 'status') return <>{i18n._(STATUS_LABELS[key as Status])}</>;
  if (grouping === 'category') {
    const category = categories.get(key);
    return (
      <>
        <span
          aria-hidden
          className="size-3 shrink-0 rounded-full"
          style={{ backgroundColor: categoryColor(category?.color ?? null) }}
        />
        {category?.name ?? t`Without category`}
      </>
    );
  }
  if (key === NOTHING_DUE) return <>{t`Nothing due any more`}</>;
  const month = format.monthAndYear(key);
  if (key === thisMonth) return <>{t`${month}, still to come`}</>;
  if (key === addMonthsTo(thisMonth as CalendarMonth, 1)) return <>{t`${month}, next month`}</>;
  return <>{month}</>;
}

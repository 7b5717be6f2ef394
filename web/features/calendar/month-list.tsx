import { Trans } from '@lingui/react/macro';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import type { Calendar } from '#shared/schemas/insight-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { cx } from '#web/ui/cx.ts';
import { Loading, Skeleton } from '#web/ui/skeleton.tsx';
import { ChargeLine } from './charge-line.tsx';
import type { CalendarDay } from './day-cell.tsx';

/** The month on narrow screens: its days with charges, one below the other. */
export function MonthList({
  calendar,
  today,
  categories,
}: {
  /** Undefined while it loads. */
  calendar: Calendar | undefined;
  today: CalendarDate;
  categories: ReadonlyMap<string, CategoryView>;
}) {
  if (!calendar) {
    return (
      <Loading className="grid gap-4">
        <Skeleton className="h-24 rounded-xl" />
        <Skeleton className="h-40 rounded-xl" />
        <Skeleton className="h-24 rounded-xl" />
      </Loading>
    );
  }
  if (calendar.days.length === 0) {
    return (
      <p className="rounded-xl border border-line bg-surface p-8 text-center text-ink-soft">
        <Trans>Nothing is charged in this month.</Trans>
      </p>
    );
  }
  return (
    <ol className="grid gap-3">
      {calendar.days.map((day) => (
        <li key={day.date}>
          <DayCard day={day} today={today} categories={categories} />
        </li>
      ))}
    </ol>
  );
}

function DayCard({
  day,
  today,
  categories,
}: {
  day: CalendarDay;
  today: CalendarDate;
  categories: ReadonlyMap<string, CategoryView>;
}) {
  const format = useFormatter();
  const isToday = day.date === today;
  return (
    <section
      className={cx(
        'rounded-lg border bg-surface p-3 pb-1.5 shadow-card',
        isToday ? 'border-coral' : 'border-line',
      )}
    >
      <header className="flex items-baseline justify-between gap-3 px-1 pb-1">
        <h2 className="text-base">
          {format.longDay(day.date)}
          {isToday && (
            <span className="ms-2 font-sans text-sm font-semibold text-coral-ink">
              <Trans>today</Trans>
            </span>
          )}
        </h2>
        {day.items.length > 1 && (
          <p className="tabular text-sm font-semibold text-ink-soft">{format.money(day.total)}</p>
        )}
      </header>
      <ul className="-mx-1">
        {day.items.map((charge) => (
          <li key={charge.subscriptionId + charge.dueOn}>
            <ChargeLine charge={charge} category={categories.get(charge.categoryId ?? '')} />
          </li>
        ))}
      </ul>
    </section>
  );
}

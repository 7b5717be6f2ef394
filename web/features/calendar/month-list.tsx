import { Trans } from '@lingui/react/macro';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import type { Calendar } from '#shared/schemas/insight-schemas.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Loading, Skeleton } from '#web/ui/skeleton.tsx';
import { ChargeLine } from './charge-line.tsx';
import type { CalendarDay } from './day-cell.tsx';

/** Where the list can be scrolled to. */
export const TODAY_ID = 'calendar-today';

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
  const format = useFormatter();
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
  // Today has a place of its own between past and future, also if nothing is charged.
  const isMarked = today >= calendar.from && today <= calendar.to;
  const before = calendar.days.filter(({ date }) => date < today);
  const rest = calendar.days.filter(({ date }) => date >= today);
  const toCards = (days: readonly CalendarDay[]) =>
    days.map((day) => (
      <li key={day.date}>
        <DayCard day={day} categories={categories} />
      </li>
    ));
  return (
    <ol className="grid gap-3">
      {toCards(before)}
      {isMarked && (
        <li
          id={TODAY_ID}
          className="flex scroll-mt-4 items-center gap-3 text-sm font-semibold text-coral-ink after:h-0.5 after:flex-1 after:rounded-full after:bg-coral"
        >
          <Trans>Today, {format.longDay(today)}</Trans>
        </li>
      )}
      {toCards(rest)}
    </ol>
  );
}

function DayCard({
  day,
  categories,
}: {
  day: CalendarDay;
  categories: ReadonlyMap<string, CategoryView>;
}) {
  const format = useFormatter();
  return (
    <section className="rounded-lg border border-line bg-surface p-3 pb-1.5 shadow-card">
      <header className="flex items-baseline justify-between gap-3 px-1 pb-1">
        <h2 className="text-base">{format.longDay(day.date)}</h2>
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

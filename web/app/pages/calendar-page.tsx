import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import {
  addMonthsTo,
  type CalendarMonth,
  endOfMonth,
  monthOf,
} from '#shared/dates/date-arithmetic.ts';
import { type CalendarSearch, isShown } from '#web/features/calendar/calendar-search.ts';
import { DayDialog } from '#web/features/calendar/day-dialog.tsx';
import { MonthGrid } from '#web/features/calendar/month-grid.tsx';
import { MonthList, TODAY_ID } from '#web/features/calendar/month-list.tsx';
import { MonthTotal } from '#web/features/calendar/month-total.tsx';
import { RatesUsed } from '#web/features/insights/rates-used.tsx';
import { UnconvertedNotice } from '#web/features/insights/unconverted-notice.tsx';
import { usePageTitle } from '#web/lib/page-title.ts';
import { calendarQuery, categoriesQuery } from '#web/lib/queries.ts';
import { useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { useMediaQuery } from '#web/lib/use-media-query.ts';
import { weekInfoOf } from '#web/lib/week-info.ts';
import { Button } from '#web/ui/button.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';

const route = getRouteApi('/member/shell/calendar');
/** Below it seven columns have no room for amounts. */
const WIDE = '(min-width: 48rem)';

export function CalendarPage() {
  const { t } = useLingui();
  const format = useFormatter();
  const today = useToday();
  const isWide = useMediaQuery(WIDE);
  const navigate = route.useNavigate();
  const { month = monthOf(today), day: opened } = route.useSearch();
  const query = useQuery(monthQuery(month));
  const calendar = query.data;
  const categories = useCategoriesById();
  const weekInfo = useMemo(() => weekInfoOf(format.locale), [format]);
  const title = format.monthAndYear(month);
  usePageTitle(t`Calendar, ${title}`);
  useNeighbours(month);

  const show = (search: CalendarSearch, replace = true) =>
    void navigate({ search, replace, resetScroll: false });
  const onMonth = (next: CalendarMonth) => show(next === monthOf(today) ? {} : { month: next });
  const turn = (months: number) => onMonth(addMonthsTo(month, months));
  const isPresent = month === monthOf(today);
  const goToToday = () =>
    isPresent ? document.getElementById(TODAY_ID)?.scrollIntoView() : show({});
  const count = calendar?.days.flatMap(({ items }) => items).length ?? 0;

  return (
    <>
      <PageHeader
        title={title}
        actions={
          <>
            <IconButton
              icon={ChevronLeft}
              label={t`Previous month`}
              disabled={!isShown(addMonthsTo(month, -1))}
              onClick={() => turn(-1)}
              className="rtl:-scale-x-100"
            />
            <Button size="sm" disabled={isWide && isPresent} onClick={goToToday}>
              <Trans>Today</Trans>
            </Button>
            <IconButton
              icon={ChevronRight}
              label={t`Next month`}
              disabled={!isShown(addMonthsTo(month, 1))}
              onClick={() => turn(1)}
              className="rtl:-scale-x-100"
            />
          </>
        }
      />
      <p role="status" className="sr-only">
        {calendar &&
          t`${title}: ${plural(count, { one: '# charge', other: '# charges' })}, ${format.money(calendar.total)}`}
      </p>
      {query.isError ? (
        <ErrorState
          error={query.error}
          title={<Trans>{title} could not be loaded</Trans>}
          isRetrying={query.isFetching}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <MonthTotal calendar={calendar} />
          {calendar && (
            <UnconvertedNotice
              unconverted={calendar.unconverted}
              baseCurrency={calendar.baseCurrency}
            />
          )}
          {isWide ? (
            <MonthGrid
              month={month}
              today={today}
              calendar={calendar}
              weekInfo={weekInfo}
              label={title}
              onMonth={onMonth}
              onOpen={(day) => show({ day, month }, false)}
            />
          ) : (
            <MonthList calendar={calendar} today={today} categories={categories} />
          )}
          {calendar && <RatesUsed rates={calendar.rates} />}
        </div>
      )}
      {opened && calendar && (
        <DayDialog
          date={opened}
          day={calendar.days.find(({ date }) => date === opened)}
          today={today}
          categories={categories}
          onClose={() => onMonth(month)}
        />
      )}
    </>
  );
}

function monthQuery(month: CalendarMonth) {
  const first: CalendarDate = `${month}-01`;
  return calendarQuery(first, endOfMonth(first));
}

function useCategoriesById() {
  const { data } = useQuery(categoriesQuery);
  return useMemo(() => new Map(data?.items.map((category) => [category.id, category])), [data]);
}

/** The months around are fetched ahead: turning the page shows them at once. */
function useNeighbours(month: CalendarMonth): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    for (const months of [-1, 1]) {
      const neighbour = addMonthsTo(month, months);
      if (isShown(neighbour)) void queryClient.prefetchQuery(monthQuery(neighbour));
    }
  }, [month, queryClient]);
}

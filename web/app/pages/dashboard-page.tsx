import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense, useDeferredValue } from 'react';
import { addDays, endOfMonth, startOfMonth } from '#shared/dates/date-arithmetic.ts';
import { MonthHero } from '#web/features/insights/month-hero.tsx';
import { lazyComponent } from '#web/lib/lazy-component.ts';
import { usePageTitle } from '#web/lib/page-title.ts';
import { calendarQuery, categoriesQuery, forecastQuery, summaryQuery } from '#web/lib/queries.ts';
import { useCanWrite, useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Card } from '#web/ui/card.tsx';
import { CardSkeleton } from '#web/ui/card-skeleton.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Loading, Skeleton } from '#web/ui/skeleton.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';

const DAYS_AHEAD = 30;
const MONTHS_AHEAD = 12;

const AtRiskCard = lazyComponent(
  () => import('#web/features/insights/at-risk-card.tsx'),
  'AtRiskCard',
);
const UnconvertedNotice = lazyComponent(
  () => import('#web/features/insights/unconverted-notice.tsx'),
  'UnconvertedNotice',
);
const FirstSteps = lazyComponent(
  () => import('#web/features/insights/first-steps.tsx'),
  'FirstSteps',
);
// Asked for at once: its code and its data travel together.
const dashboardCards = import('./dashboard-cards.tsx');
const DashboardCards = lazyComponent(() => dashboardCards, 'DashboardCards');

/** What comes next, at a glance. Every query starts at once; each card waits for its own. */
export function DashboardPage() {
  const { t } = useLingui();
  usePageTitle(t`Overview`);
  const format = useFormatter();
  const canWrite = useCanWrite();
  const today = useToday();
  const summary = useQuery(summaryQuery);
  const month = useQuery(calendarQuery(startOfMonth(today), endOfMonth(today)));
  const days = useQuery(calendarQuery(today, addDays(today, DAYS_AHEAD - 1)));
  const months = useQuery(forecastQuery(MONTHS_AHEAD));
  const categoryPage = useQuery(categoriesQuery).data;
  // Drawn in slices, so that the page stays responsive while much of it comes at once.
  const totals = useDeferredValue(summary.data);
  const monthDays = useDeferredValue(month.data);
  const ahead = useDeferredValue(days);
  const forecast = useDeferredValue(months);
  const categories = useDeferredValue(categoryPage)?.items ?? [];
  const isEmpty = totals?.counts.total === 0;

  return (
    <>
      <PageHeader title={<Trans>Overview</Trans>} description={format.fullDate(today)} />
      {isEmpty ? (
        <Suspense>
          <FirstSteps canWrite={canWrite} />
        </Suspense>
      ) : (
        <div className="grid gap-4 sm:gap-6">
          {totals ? (
            <>
              {totals.unconverted.length > 0 && (
                <Suspense>
                  <UnconvertedNotice
                    unconverted={totals.unconverted}
                    baseCurrency={totals.baseCurrency}
                  />
                </Suspense>
              )}
              <div className="grid gap-4 sm:gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
                <MonthHero summary={totals} month={monthDays} />
                <Suspense fallback={<CardSkeleton rows={3} />}>
                  <AtRiskCard risks={totals.atRisk} today={totals.today} />
                </Suspense>
              </div>
            </>
          ) : summary.error ? (
            <Card>
              <ErrorState
                error={summary.error}
                title={<Trans>The totals could not be loaded</Trans>}
                onRetry={() => void summary.refetch()}
                isRetrying={summary.isFetching}
              >
                <Trans>
                  Your{' '}
                  <Link to="/subscriptions" className={TEXT_LINK}>
                    subscriptions
                  </Link>{' '}
                  are still there.
                </Trans>
              </ErrorState>
            </Card>
          ) : (
            <HeroSkeleton />
          )}
          <Suspense fallback={<CardSkeleton rows={6} />}>
            <DashboardCards
              totals={totals}
              isTotalsFailed={summary.isError}
              ahead={ahead}
              forecast={forecast}
              categories={categories}
            />
          </Suspense>
        </div>
      )}
    </>
  );
}

function HeroSkeleton() {
  return (
    <Loading className="grid gap-4 sm:gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
      <div className="grid h-88 content-start gap-4 rounded-xl bg-linear-to-b from-deep to-deep-low p-6 shadow-lift sm:p-8">
        <Skeleton className="h-5 w-44" isOnDeep />
        <Skeleton className="h-14 w-56" isOnDeep />
        <Skeleton className="h-5 w-64" isOnDeep />
      </div>
      <CardSkeleton rows={3} />
    </Loading>
  );
}

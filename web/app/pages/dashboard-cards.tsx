import { Trans } from '@lingui/react/macro';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import type { Calendar, Forecast, Summary } from '#shared/schemas/insight-schemas.ts';
import { budgetsQuery } from '#web/features/budgets/budgets-query.ts';
import { CategoryCard } from '#web/features/insights/category-card.tsx';
import { RatesUsed } from '#web/features/insights/rates-used.tsx';
import { UpcomingCard } from '#web/features/insights/upcoming-card.tsx';
import { YearAheadCard } from '#web/features/insights/year-ahead-card.tsx';
import { lazyComponent } from '#web/lib/lazy-component.ts';
import { WhenNear } from '#web/lib/when-near.tsx';
import { CardSkeleton } from '#web/ui/card-skeleton.tsx';
import { cx } from '#web/ui/cx.ts';
import { QueryCard } from '#web/ui/query-card.tsx';
import { Loading } from '#web/ui/skeleton.tsx';

// What it pushes down nobody sees yet.
const ChannelSuggestion = lazyComponent(
  () => import('./channel-suggestion.tsx'),
  'ChannelSuggestion',
);

const BudgetCard = lazyComponent(
  () => import('#web/features/budgets/budget-card.tsx'),
  'BudgetCard',
);

const ChargeReminder = lazyComponent(
  () => import('#web/features/reminders/charge-reminder.tsx'),
  'ChargeReminder',
);

/** Below the first screen: what is coming, where the money goes, the year ahead. */
export function DashboardCards({
  totals,
  isTotalsFailed,
  ahead,
  forecast,
  categories,
}: {
  totals: Summary | undefined;
  isTotalsFailed: boolean;
  ahead: UseQueryResult<Calendar>;
  forecast: UseQueryResult<Forecast>;
  categories: readonly CategoryView[];
}) {
  const budgets = useQuery(budgetsQuery);
  return (
    <>
      <div
        className={cx(
          'grid gap-4 sm:gap-6',
          !isTotalsFailed && 'lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]',
        )}
      >
        <QueryCard
          query={ahead}
          failure={<Trans>The next 30 days could not be loaded</Trans>}
          skeletonRows={6}
        >
          {(calendar) => (
            <UpcomingCard
              calendar={calendar}
              noteOf={({ subscriptionId, dueOn }) => (
                <Suspense>
                  <ChargeReminder subscriptionId={subscriptionId} dueOn={dueOn} />
                </Suspense>
              )}
            />
          )}
        </QueryCard>
        {totals && <CategoryCard summary={totals} categories={categories} />}
        {!totals && !isTotalsFailed && <CardSkeleton rows={6} />}
      </div>
      <WhenNear className="-mb-4 sm:-mb-6">
        <Suspense>
          <ChannelSuggestion />
        </Suspense>
      </WhenNear>
      {budgets.data && budgets.data.items.length > 0 && (
        <Suspense fallback={<CardSkeleton rows={4} />}>
          <BudgetCard budgets={budgets.data.items} categories={categories} />
        </Suspense>
      )}
      {budgets.isPending ? (
        // Until it is known what stands above it, so that nothing moves.
        <Loading>
          <CardSkeleton rows={4} />
        </Loading>
      ) : (
        <QueryCard
          query={forecast}
          failure={<Trans>The year ahead could not be loaded</Trans>}
          skeletonRows={4}
        >
          {(data) => <YearAheadCard forecast={data} categories={categories} />}
        </QueryCard>
      )}
      {totals && <RatesUsed rates={totals.rates} />}
    </>
  );
}

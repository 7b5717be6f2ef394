import { Trans } from '@lingui/react/macro';
import type { UseQueryResult } from '@tanstack/react-query';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import type { Calendar, Forecast, Summary } from '#shared/schemas/insight-schemas.ts';
import { CategoryCard } from '#web/features/insights/category-card.tsx';
import { RatesUsed } from '#web/features/insights/rates-used.tsx';
import { UpcomingCard } from '#web/features/insights/upcoming-card.tsx';
import { YearAheadCard } from '#web/features/insights/year-ahead-card.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';

/** Below the first screen: what is coming, where the money goes, the year ahead. */
export function DashboardCards({
  summary,
  ahead,
  forecast,
  categories,
}: {
  summary: Summary | undefined;
  ahead: UseQueryResult<Calendar>;
  forecast: UseQueryResult<Forecast>;
  categories: readonly CategoryView[];
}) {
  return (
    <>
      <div className="grid gap-4 sm:gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
        <QueryCard
          query={ahead}
          failure={<Trans>The next 30 days could not be loaded</Trans>}
          skeletonClassName="h-120"
        >
          {(calendar) => <UpcomingCard calendar={calendar} />}
        </QueryCard>
        {summary ? (
          <CategoryCard summary={summary} categories={categories} />
        ) : (
          <Skeleton className="h-120 rounded-xl" />
        )}
      </div>
      <QueryCard
        query={forecast}
        failure={<Trans>The year ahead could not be loaded</Trans>}
        skeletonClassName="h-96"
      >
        {(data) => <YearAheadCard forecast={data} categories={categories} />}
      </QueryCard>
      {summary && <RatesUsed rates={summary.rates} />}
    </>
  );
}

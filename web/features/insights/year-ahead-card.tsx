import { Trans, useLingui } from '@lingui/react/macro';
import { Suspense } from 'react';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import type { Forecast } from '#shared/schemas/insight-schemas.ts';
import { lazyComponent } from '#web/lib/lazy-component.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';

const YearAheadChart = lazyComponent(() => import('./year-ahead-chart.tsx'), 'YearAheadChart');

/** Twelve calendar months: what really falls due in each. */
export function YearAheadCard({
  forecast,
  categories,
}: {
  forecast: Forecast;
  categories: readonly CategoryView[];
}) {
  const { t } = useLingui();
  const format = useFormatter();
  return (
    <Card aria-label={t`12 months ahead`}>
      <CardHeader
        title={<Trans>12 months ahead</Trans>}
        description={<Trans>What really falls due in each month</Trans>}
        action={
          <p className="tabular font-display text-xl font-bold">{format.money(forecast.total)}</p>
        }
      />
      <Suspense fallback={<Skeleton className="h-65 rounded-md" />}>
        <YearAheadChart forecast={forecast} categories={categories} />
      </Suspense>
    </Card>
  );
}

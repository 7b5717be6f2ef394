import { Trans } from '@lingui/react/macro';
import { Card } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import type { Shown } from './history-chart.tsx';
import { BY_ROUTE, ROUTE_SORTS, routeFigures } from './route-figures.ts';
import { RouteHeat } from './route-heat.tsx';
import type { RouteSearch } from './route-link.tsx';
import { RouteTable } from './route-table.tsx';
import { useHistory } from './use-history.ts';

/** Every route that was asked for: how often, how fast, and when it was slow. */
export function RoutesView({ shown, search }: { shown: Shown; search: RouteSearch }) {
  const { window, range } = shown;
  const isCompared = range.isCompared;
  const sort = ROUTE_SORTS.find((known) => known === search.sort) ?? 'p95';
  // Whoever stops comparing has nothing to sort by.
  const by = sort === 'change' && !isCompared ? 'p95' : sort;
  const requests = useHistory(
    { metric: 'duetide_http_requests_total', by: [...BY_ROUTE, 'status'], points: 1 },
    window,
    isCompared,
  );
  const durations = useHistory(
    { metric: 'duetide_http_request_duration_seconds', by: BY_ROUTE, points: 1 },
    window,
    isCompared,
  );
  const [counted, timed] = [requests.data, durations.data];
  const query = {
    data:
      counted && timed
        ? routeFigures(
            { requests: counted.series, durations: timed.series },
            counted.before &&
              timed.before && { requests: counted.before.series, durations: timed.before.series },
            by,
          )
        : undefined,
    error: requests.error ?? durations.error,
    isFetching: requests.isFetching || durations.isFetching,
    refetch: () => Promise.all([requests.refetch(), durations.refetch()]),
  };
  return (
    <QueryCard
      query={query}
      failure={<Trans>The figures of the routes could not be loaded</Trans>}
      skeletonRows={6}
    >
      {(routes) =>
        routes.length === 0 ? (
          <Card>
            <EmptyState title={<Trans>Nobody asked for anything then</Trans>}>
              <Trans>
                Figures come ten seconds after a start. Choose a longer time, or an earlier one.
              </Trans>
            </EmptyState>
          </Card>
        ) : (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
            <RouteHeat shown={shown} routes={routes} search={search} />
            <RouteTable routes={routes} by={by} isCompared={isCompared} search={search} />
          </div>
        )
      }
    </QueryCard>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ArrowDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { HeatMap } from '#web/ui/charts/timeline/heat-map.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { FigureTable } from './figure-table.tsx';
import type { Shown } from './history-chart.tsx';
import {
  ROUTE_SORTS,
  type RouteFigures,
  type RouteSort,
  routeFigures,
  routeName,
} from './route-figures.ts';
import { useHistory } from './use-history.ts';
import { useUnits } from './use-units.ts';

type Search = Readonly<Record<string, unknown>>;

const BY_ROUTE = ['method', 'route'];
const DURATION = 'duetide_http_request_duration_seconds';
const HEAT_COLUMNS = 60;
const HEAT_ROWS = 15;
/** Seconds. */
const SHADES = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2];

/** Every route that was asked for: how often, how fast, and when it was slow. */
export function RoutesView({ shown: { window }, search }: { shown: Shown; search: Search }) {
  const by = ROUTE_SORTS.find((sort) => sort === search.sort) ?? 'p95';
  const requests = useHistory(
    { metric: 'duetide_http_requests_total', by: [...BY_ROUTE, 'status'], points: 1 },
    window,
    false,
  );
  const durations = useHistory({ metric: DURATION, by: BY_ROUTE, points: 1 }, window, false);
  const query = {
    data:
      requests.data && durations.data
        ? routeFigures(requests.data.series, durations.data.series, by)
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
              <Trans>Choose a longer time, or an earlier one.</Trans>
            </EmptyState>
          </Card>
        ) : (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
            <RouteHeat window={window} routes={routes} search={search} />
            <RouteTable routes={routes} by={by} search={search} />
          </div>
        )
      }
    </QueryCard>
  );
}

function RouteHeat({
  window,
  routes,
  search,
}: {
  window: Shown['window'];
  routes: readonly RouteFigures[];
  search: Search;
}) {
  const { t } = useLingui();
  const units = useUnits();
  const query = useHistory({ metric: DURATION, by: BY_ROUTE, points: HEAT_COLUMNS }, window, false);
  return (
    <QueryCard
      query={query}
      failure={<Trans>The heat map could not be loaded</Trans>}
      skeletonRows={6}
    >
      {({ steps, series }) => {
        const byName = new Map(series.map((each) => [routeName(each.labels), each.quantiles?.p95]));
        return (
          <HeatMap
            title={t`Time to answer, by route`}
            hint={t`How long 95 of 100 answers took at most. At the end of each row the worst, or what is pointed at.`}
            steps={steps}
            limits={SHADES}
            format={units.duration}
            rows={routes.slice(0, HEAT_ROWS).map(({ name }) => ({
              key: name,
              label: name,
              name: <RouteLink name={name} search={search} />,
              values: byName.get(name) ?? steps.at.map(() => null),
            }))}
          />
        );
      }}
    </QueryCard>
  );
}

function RouteTable({
  routes,
  by,
  search,
}: {
  routes: readonly RouteFigures[];
  by: RouteSort;
  search: Search;
}) {
  const { t } = useLingui();
  const units = useUnits();
  const duration = (value: number | null) => (value === null ? '–' : units.duration(value));
  const sortable = (key: RouteSort, head: ReactNode) => ({
    key,
    sorted: key === by ? ('descending' as const) : undefined,
    head: (
      <Link
        to="."
        search={{ ...search, sort: key }}
        resetScroll={false}
        className="inline-flex min-h-6 items-center gap-1 rounded-xs hover:text-ink"
      >
        {key === by && <ArrowDown aria-hidden className="size-3.5" />}
        {head}
      </Link>
    ),
  });
  return (
    <Card>
      <CardHeader
        title={<Trans>All routes</Trans>}
        description={<Trans>Over the whole time that is chosen; the worst first</Trans>}
      />
      <FigureTable
        label={t`All routes`}
        nameHead={<Trans>Route</Trans>}
        rows={routes}
        keyOf={({ name }) => name}
        name={({ name }) => <RouteLink name={name} search={search} />}
        columns={[
          { ...sortable('p95', 'p95'), cell: ({ p95 }) => <strong>{duration(p95)}</strong> },
          {
            ...sortable('requests', <Trans>Requests</Trans>),
            cell: ({ requests }) => units.count(requests),
          },
          {
            ...sortable('errors', <Trans>Errors</Trans>),
            cell: ({ errors }) => <ErrorShare share={errors} text={units.share(errors ?? 0)} />,
          },
          { key: 'p50', head: 'p50', cell: ({ p50 }) => duration(p50) },
          { key: 'p99', head: 'p99', cell: ({ p99 }) => duration(p99) },
        ]}
      />
    </Card>
  );
}

function ErrorShare({ share, text }: { share: number | null; text: string }) {
  if (share === null) return '–';
  if (share === 0) return <span className="text-ink-faint">{text}</span>;
  return <span className={share > 0.01 ? 'font-semibold text-danger-ink' : ''}>{text}</span>;
}

function RouteLink({ name, search }: { name: string; search: Search }) {
  return (
    <Link
      to="."
      search={{ ...search, route: name }}
      title={name}
      className={`${TEXT_LINK} inline-block max-w-full truncate align-bottom font-mono text-[0.8125rem]`}
    >
      {name}
    </Link>
  );
}

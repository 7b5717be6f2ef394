import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ArrowDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { FigureTable } from './figure-table.tsx';
import type { RouteFigures, RouteSort } from './route-figures.ts';
import { RouteLink, type RouteSearch } from './route-link.tsx';
import { useUnits } from './use-units.ts';

const NONE = '–';

/** All routes, over the whole time, and what they were before. */
export function RouteTable({
  routes,
  by,
  isCompared,
  search,
}: {
  routes: readonly RouteFigures[];
  by: RouteSort;
  isCompared: boolean;
  search: RouteSearch;
}) {
  const { t } = useLingui();
  const units = useUnits();
  const duration = (value: number | null) => (value === null ? NONE : units.duration(value));
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
  const was = (text: string | null | undefined) =>
    isCompared && (
      <span className="block text-xs font-normal text-ink-faint">
        {text == null ? <Trans>none before</Trans> : <Trans>before: {text}</Trans>}
      </span>
    );
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
          {
            ...sortable('p95', 'p95'),
            cell: ({ p95, before }) => (
              <>
                <strong>{duration(p95)}</strong>
                {was(before?.p95 == null ? null : duration(before.p95))}
              </>
            ),
          },
          ...(isCompared
            ? [
                {
                  ...sortable('change', <Trans>Change of p95</Trans>),
                  cell: ({ change }: RouteFigures) =>
                    change === null ? NONE : units.signedShare(change),
                },
              ]
            : []),
          {
            ...sortable('requests', <Trans>Requests</Trans>),
            cell: ({ requests, before }) => (
              <>
                {units.count(requests)}
                {was(before && units.count(before.requests))}
              </>
            ),
          },
          {
            ...sortable('errors', <Trans>Errors</Trans>),
            cell: ({ errors, before }) => (
              <>
                <ErrorShare share={errors} text={units.share(errors ?? 0)} />
                {was(before?.errors == null ? null : units.share(before.errors))}
              </>
            ),
          },
          { key: 'p50', head: 'p50', cell: ({ p50 }) => duration(p50) },
          { key: 'p99', head: 'p99', cell: ({ p99 }) => duration(p99) },
        ]}
      />
    </Card>
  );
}

function ErrorShare({ share, text }: { share: number | null; text: string }) {
  if (share === null) return NONE;
  if (share === 0) return <span className="text-ink-faint">{text}</span>;
  return <span className={share > 0.01 ? 'font-semibold text-danger-ink' : ''}>{text}</span>;
}

import { Trans, useLingui } from '@lingui/react/macro';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { InstanceView } from '#shared/schemas/history-schemas.ts';
import { api } from '#web/lib/api.ts';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { FigureTable } from './figure-table.tsx';
import type { Shown } from './history-chart.tsx';
import { InstanceCharts } from './instance-charts.tsx';

const instancesQuery = queryOptions({
  queryKey: ['operator', 'instances'],
  refetchInterval: 10_000,
  queryFn: ({ signal }) => api('GET operator/instances', { signal }),
});

/** Which processes there are and were, and how each of them fares. */
export function InstancesView({ shown }: { shown: Shown }) {
  const query = useQuery(instancesQuery);
  return (
    <QueryCard
      query={query}
      failure={<Trans>The instances could not be loaded</Trans>}
      skeletonRows={3}
    >
      {({ items }) => (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <InstanceTable instances={items} />
          <InstanceCharts instances={items} shown={shown} />
        </div>
      )}
    </QueryCard>
  );
}

function InstanceTable({ instances }: { instances: readonly InstanceView[] }) {
  const { t } = useLingui();
  const format = useFormatter();
  const { timeZone } = useSession().household;
  const instant = (at: string) => format.instant(at, timeZone);
  const alive = instances.filter(({ isAlive }) => isAlive);
  const versions = new Set(alive.map(({ version }) => version));
  return (
    <Card>
      <CardHeader
        title={<Trans>Now and in the last day</Trans>}
        description={
          versions.size > 1 ? (
            <Trans>Several versions run at once, as during a deployment.</Trans>
          ) : undefined
        }
      />
      <FigureTable
        label={t`Instances`}
        nameHead={<Trans>Instance</Trans>}
        rows={instances}
        keyOf={({ id }) => id}
        name={({ name, pid }) => (
          <>
            <span className="block truncate font-semibold">{name}</span>
            <span className="block text-xs font-normal text-ink-faint">
              <Trans>process {String(pid)}</Trans>
            </span>
          </>
        )}
        columns={[
          {
            key: 'state',
            head: <Trans>State</Trans>,
            cell: (one) => <StateBadge instance={one} />,
          },
          { key: 'version', head: <Trans>Version</Trans>, cell: ({ version }) => version },
          { key: 'node', head: 'Node.js', cell: ({ node }) => node },
          { key: 'since', head: <Trans>Since</Trans>, cell: (one) => instant(one.startedAt) },
          {
            key: 'seen',
            head: <Trans>Last seen</Trans>,
            cell: ({ isAlive, lastSeenAt }) =>
              isAlive ? <Trans>just now</Trans> : instant(lastSeenAt),
          },
        ]}
      />
    </Card>
  );
}

function StateBadge({ instance: { isAlive, stoppedAt } }: { instance: InstanceView }) {
  if (isAlive) {
    return (
      <Badge tone="kelp">
        <Trans>Serving</Trans>
      </Badge>
    );
  }
  if (stoppedAt !== null) {
    return (
      <Badge>
        <Trans>Stopped</Trans>
      </Badge>
    );
  }
  return (
    <Badge tone="danger">
      <Trans>Not heard of</Trans>
    </Badge>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { ChartGrid } from '#web/ui/charts/timeline/chart-grid.tsx';
import { TimeChart } from '#web/ui/charts/timeline/time-chart.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { type ClassFigures, classFigures } from './cache-figures.ts';
import { FigureTable } from './figure-table.tsx';
import { labelled, share, total } from './figures.ts';
import type { Shown } from './history-chart.tsx';
import { SERIES } from './series-colors.ts';
import { type History, overTime, useHistory } from './use-history.ts';
import { useUnits } from './use-units.ts';

const METRIC = 'duetide_cache_requests_total';
const BY = ['class', 'outcome'];
const NONE = '–';

/** What is kept, class by class: how much of it helps, and how that went over time. */
export function CacheView({ shown: { window, range } }: { shown: Shown }) {
  const { t } = useLingui();
  const ofAll = (metric: string, by = ['class']) => ({ metric, by, points: 1 });
  const totals = useHistory(ofAll(METRIC, BY), window, range.isCompared);
  const bytes = useHistory(ofAll('duetide_cache_class_bytes'), window, false);
  const evictions = useHistory(ofAll('duetide_cache_class_evictions_total'), window, false);
  const timesToLive = useHistory(ofAll('duetide_cache_time_to_live_seconds'), window, false);
  const history = useHistory({ metric: METRIC, by: BY }, window, range.isCompared);
  const query = {
    data:
      totals.data && history.data
        ? {
            classes: classFigures({
              requests: totals.data.series,
              requestsBefore: totals.data.before?.series ?? null,
              bytes: bytes.data?.series ?? [],
              evictions: evictions.data?.series ?? [],
              timesToLive: timesToLive.data?.series ?? [],
            }),
            history: history.data,
          }
        : undefined,
    error: totals.error ?? history.error,
    isFetching: totals.isFetching || history.isFetching,
    refetch: () => Promise.all([totals.refetch(), history.refetch()]),
  };
  return (
    <QueryCard
      query={query}
      failure={<Trans>The figures of the cache could not be loaded</Trans>}
      skeletonRows={5}
    >
      {({ classes, history: over }) =>
        classes.length === 0 ? (
          <Card>
            <EmptyState title={<Trans>Nothing was read from the cache then</Trans>}>
              <Trans>Choose a longer time, or an earlier one.</Trans>
            </EmptyState>
          </Card>
        ) : (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
            <ClassTable classes={classes} label={t`By what is kept`} />
            <ChartGrid>
              {classes.map(({ name }) => (
                <ClassChart key={name} name={name} history={over} />
              ))}
            </ChartGrid>
          </div>
        )
      }
    </QueryCard>
  );
}

function ClassTable({ classes, label }: { classes: readonly ClassFigures[]; label: string }) {
  const units = useUnits();
  return (
    <Card>
      <CardHeader
        title={label}
        description={
          <Trans>
            A hit needs no computing, a miss does. What is stale is given while the database cannot
            be reached. What made room was still true: there is too little memory for it.
          </Trans>
        }
      />
      <FigureTable
        label={label}
        nameHead={<Trans>Kept</Trans>}
        rows={classes}
        keyOf={({ name }) => name}
        name={({ name }) => <span className="font-mono text-[0.8125rem] break-all">{name}</span>}
        columns={[
          { key: 'reads', head: <Trans>Reads</Trans>, cell: ({ reads }) => units.count(reads) },
          {
            key: 'rate',
            head: <Trans>Hit rate</Trans>,
            cell: ({ hits, reads, hitRateBefore }) => (
              <>
                <strong>{units.share(hits / reads)}</strong>
                {hitRateBefore !== null && (
                  <span className="block text-xs text-ink-faint">
                    <Trans>before: {units.share(hitRateBefore)}</Trans>
                  </span>
                )}
              </>
            ),
          },
          { key: 'hits', head: <Trans>Hits</Trans>, cell: ({ hits }) => units.count(hits) },
          { key: 'misses', head: <Trans>Misses</Trans>, cell: ({ misses }) => units.count(misses) },
          {
            key: 'stale',
            head: <Trans>Stale</Trans>,
            cell: ({ stale }) => (
              <span className={stale > 0 ? 'font-semibold text-danger-ink' : 'text-ink-faint'}>
                {units.count(stale)}
              </span>
            ),
          },
          {
            key: 'bytes',
            head: <Trans>Memory</Trans>,
            cell: ({ bytes }) => (bytes === null ? NONE : units.bytes(bytes)),
          },
          {
            key: 'evictions',
            head: <Trans>Made room</Trans>,
            cell: ({ evictions }) => (evictions === null ? NONE : units.count(evictions)),
          },
          {
            key: 'timeToLive',
            head: <Trans>In Redis for (p50, p99)</Trans>,
            cell: ({ timeToLive }) =>
              timeToLive === null
                ? NONE
                : `${units.duration(timeToLive.p50)}, ${units.duration(timeToLive.p99)}`,
          },
        ]}
      />
    </Card>
  );
}

function ClassChart({ name, history }: { name: string; history: History }) {
  const { t } = useLingui();
  const units = useUnits();
  const shareOf = (outcome: string) =>
    overTime(history, (series, _, count) => {
      const ofClass = labelled(series, { class: name });
      return share(total(labelled(ofClass, { outcome }), count), total(ofClass, count));
    });
  return (
    <TimeChart
      title={name}
      steps={history.steps}
      series={[
        { key: 'hit', label: t`Hits`, ...SERIES.main, ...shareOf('hit') },
        { key: 'stale', label: t`Stale`, ...SERIES.highest, ...shareOf('stale') },
      ]}
      format={units.share}
      least={1}
      height={130}
    />
  );
}

import { useLingui } from '@lingui/react/macro';
import { ChartGrid } from '#web/ui/charts/timeline/chart-grid.tsx';
import { labelled, scaled, share, total } from './figures.ts';
import { HistoryChart, type Shown } from './history-chart.tsx';
import { QuantileChart } from './quantile-chart.tsx';
import { SERIES } from './series-colors.ts';
import { overTime } from './use-history.ts';
import { useUnits } from './use-units.ts';

/** What tells whether people are served, and what it is short of if they are not. */
export function OverviewCharts({ shown }: { shown: Shown }) {
  const { t } = useLingui();
  const units = useUnits();
  return (
    <ChartGrid>
      <HistoryChart
        title={t`Traffic`}
        hint={t`Requests per second`}
        question={{ metric: 'duetide_http_requests_total', by: ['status'] }}
        shown={shown}
        least={1}
        format={units.perSecond}
      >
        {(history) => [
          {
            key: 'all',
            label: t`Requests`,
            ...SERIES.main,
            isArea: true,
            ...overTime(history, (series, seconds, count) =>
              scaled(total(series, count), 1 / seconds),
            ),
          },
        ]}
      </HistoryChart>
      <HistoryChart
        title={t`Errors`}
        hint={t`Share of answers that failed on our side (5xx)`}
        question={{ metric: 'duetide_http_requests_total', by: ['status'] }}
        shown={shown}
        least={0.01}
        format={units.share}
      >
        {(history) => [
          {
            key: 'errors',
            label: t`Errors`,
            ...SERIES.bad,
            isArea: true,
            ...overTime(history, (series, _, count) =>
              share(total(labelled(series, { status: '5xx' }), count), total(series, count)),
            ),
          },
        ]}
      </HistoryChart>
      <QuantileChart
        title={t`Time to answer`}
        hint={t`How long half, 95 and 99 of 100 answers took at most`}
        metric="duetide_http_request_duration_seconds"
        shown={shown}
      />
      <HistoryChart
        title={t`Cache`}
        hint={t`Share of reads that needed no computing`}
        question={{ metric: 'duetide_cache_requests_total', by: ['outcome'] }}
        shown={shown}
        least={1}
        format={units.share}
      >
        {(history) => [
          {
            key: 'hits',
            label: t`Hits`,
            ...SERIES.main,
            ...overTime(history, (series, _, count) =>
              share(total(labelled(series, { outcome: 'hit' }), count), total(series, count)),
            ),
          },
        ]}
      </HistoryChart>
      <QuantileChart
        title={t`Event loop`}
        hint={t`How late the process gets to what is due`}
        metric="duetide_event_loop_delay_seconds"
        shown={shown}
      />
      <HistoryChart
        title={t`Memory`}
        hint={t`Heap in use, as a share of the most there can be; the worst instance`}
        question={{ metric: 'nodejs_heap_bytes', by: ['kind'] }}
        shown={shown}
        least={1}
        format={units.share}
      >
        {(history) => [
          {
            key: 'heap',
            label: t`Heap`,
            ...SERIES.high,
            isArea: true,
            ...overTime(history, (series, _, count) =>
              share(
                total(labelled(series, { kind: 'used' }), count),
                total(labelled(series, { kind: 'limit' }), count),
              ),
            ),
          },
        ]}
      </HistoryChart>
      <HistoryChart
        title={t`Processor`}
        hint={t`Cores in use, of all instances together`}
        question={{ metric: 'process_cpu_seconds_total' }}
        shown={shown}
        least={1}
        format={units.cores}
      >
        {(history) => [
          {
            key: 'cores',
            label: t`Cores`,
            ...SERIES.high,
            isArea: true,
            ...overTime(history, (series, seconds, count) =>
              scaled(total(series, count), 1 / seconds),
            ),
          },
        ]}
      </HistoryChart>
      <HistoryChart
        title={t`Database connections`}
        hint={t`Of the instance that has the most in use`}
        question={{ metric: 'duetide_database_pool_connections', by: ['state'] }}
        shown={shown}
        least={1}
        format={units.count}
        isLeftOutWhenEmpty
      >
        {(history) =>
          (['in-use', 'limit'] as const).map((state) => ({
            key: state,
            label: state === 'limit' ? t`Limit` : t`In use`,
            ...(state === 'limit' ? SERIES.middle : SERIES.main),
            ...overTime(history, (series, _, count) => total(labelled(series, { state }), count)),
          }))
        }
      </HistoryChart>
    </ChartGrid>
  );
}

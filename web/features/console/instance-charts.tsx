import { useLingui } from '@lingui/react/macro';
import type { HistorySeries, InstanceView } from '#shared/schemas/history-schemas.ts';
import { ChartGrid } from '#web/ui/charts/timeline/chart-grid.tsx';
import type { Values } from '#web/ui/charts/timeline/points.ts';
import type { TimeSeries } from '#web/ui/charts/timeline/time-chart.tsx';
import { labelled, quantile, scaled, share, total } from './figures.ts';
import { HistoryChart, type Shown } from './history-chart.tsx';
import { byPeak, instanceLooks, instanceNames, MOST_LINES, whileThere } from './instance-looks.ts';
import { type History, overTime } from './use-history.ts';
import { useUnits } from './use-units.ts';

/** Each process for itself: a sum would hide the one that is in trouble. */
export function InstanceCharts({
  instances,
  shown,
}: {
  instances: readonly InstanceView[];
  shown: Shown;
}) {
  const { t } = useLingui();
  const units = useUnits();
  const names = instanceNames(instances);
  const byId = new Map(instances.map((each) => [each.id, each]));
  // In the order of their starts, so that one that comes changes no other one's look.
  const known = instances.map(({ id }) => id).reverse();

  function ofEach(
    history: History,
    pick: (series: readonly HistorySeries[], seconds: number, count: number) => Values,
  ): TimeSeries[] {
    const found = [...new Set(history.series.map(({ labels }) => labels.instance ?? ''))].sort();
    const looks = instanceLooks([...known, ...found.filter((id) => !names.has(id))]);
    const series = found.map((id) => {
      const { values, before } = overTime(history, (all, seconds, count) =>
        pick(labelled(all, { instance: id }), seconds, count),
      );
      return {
        key: id,
        label: names.get(id) ?? id.slice(0, 8),
        color: 'var(--color-ink)',
        ...looks.get(id),
        values: whileThere(history.steps, values, byId.get(id)),
        before,
      };
    });
    return byPeak(series);
  }

  return (
    <ChartGrid>
      <HistoryChart
        title={t`Traffic`}
        hint={t`Requests per second`}
        question={{ metric: 'duetide_http_requests_total', by: ['instance'] }}
        shown={shown}
        atOnce={MOST_LINES}
        least={1}
        format={units.perSecond}
      >
        {(history) =>
          ofEach(history, (series, seconds, count) => scaled(total(series, count), 1 / seconds))
        }
      </HistoryChart>
      <HistoryChart
        title={t`Event loop`}
        hint={t`How late 99 of 100 timers were at most`}
        question={{ metric: 'duetide_event_loop_delay_seconds', by: ['instance'] }}
        shown={shown}
        atOnce={MOST_LINES}
        least={0.02}
        format={units.duration}
      >
        {(history) => ofEach(history, (series, _, count) => quantile(series, 'p99', count))}
      </HistoryChart>
      <HistoryChart
        title={t`Memory`}
        hint={t`What the process takes of the machine's memory`}
        question={{ metric: 'process_resident_memory_bytes', by: ['instance'] }}
        shown={shown}
        atOnce={MOST_LINES}
        least={1_000_000}
        format={units.bytes}
      >
        {(history) => ofEach(history, (series, _, count) => total(series, count))}
      </HistoryChart>
      <HistoryChart
        title={t`Heap`}
        hint={t`In use, as a share of the most there can be`}
        question={{ metric: 'nodejs_heap_bytes', by: ['instance', 'kind'] }}
        shown={shown}
        atOnce={MOST_LINES}
        least={1}
        format={units.share}
      >
        {(history) =>
          ofEach(history, (series, _, count) =>
            share(
              total(labelled(series, { kind: 'used' }), count),
              total(labelled(series, { kind: 'limit' }), count),
            ),
          )
        }
      </HistoryChart>
    </ChartGrid>
  );
}

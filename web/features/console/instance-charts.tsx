import { useLingui } from '@lingui/react/macro';
import type { HistorySeries, InstanceView } from '#shared/schemas/history-schemas.ts';
import type { Values } from '#web/ui/charts/timeline/points.ts';
import type { TimeSeries } from '#web/ui/charts/timeline/time-chart.tsx';
import { labelled, quantile, scaled, share, total } from './figures.ts';
import { HistoryChart, type Shown } from './history-chart.tsx';
import { type History, overTime } from './use-history.ts';
import { useUnits } from './use-units.ts';

const LOOKS = [
  { color: 'var(--color-tide)' },
  { color: 'var(--color-coral)', dash: '7 3' },
  { color: 'var(--color-category-indigo)', dash: '2 3' },
  { color: 'var(--color-category-amber)', dash: '9 3 2 3' },
  { color: 'var(--color-category-rose)', dash: '4 4' },
  { color: 'var(--color-category-slate)' },
] as const;

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
  const names = new Map(instances.map(({ id, name }) => [id, name]));

  function ofEach(
    history: History,
    pick: (series: readonly HistorySeries[], seconds: number, count: number) => Values,
  ): TimeSeries[] {
    const ids = [...new Set(history.series.map(({ labels }) => labels.instance ?? ''))];
    return ids.slice(0, LOOKS.length).map((id, index) => ({
      key: id,
      label: names.get(id) ?? id.slice(0, 8),
      color: 'var(--color-ink)',
      ...LOOKS[index],
      ...overTime(history, (series, seconds, count) =>
        pick(labelled(series, { instance: id }), seconds, count),
      ),
    }));
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
      <HistoryChart
        title={t`Traffic`}
        hint={t`Requests per second`}
        question={{ metric: 'duetide_http_requests_total', by: ['instance'] }}
        shown={shown}
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
    </div>
  );
}

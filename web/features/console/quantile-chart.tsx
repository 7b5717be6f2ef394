import { quantile } from './figures.ts';
import { HistoryChart, type Shown } from './history-chart.tsx';
import { SERIES } from './series-colors.ts';
import { overTime } from './use-history.ts';
import { useUnits } from './use-units.ts';

/** Half, 95 and 99 of 100. */
export function QuantileChart({
  title,
  hint,
  metric,
  match = [],
  shown,
  isLeftOutWhenEmpty = false,
}: {
  title: string;
  hint: string;
  metric: string;
  match?: string[];
  shown: Shown;
  isLeftOutWhenEmpty?: boolean;
}) {
  const units = useUnits();
  return (
    <HistoryChart
      title={title}
      hint={hint}
      question={{ metric, match }}
      shown={shown}
      least={0.01}
      format={units.duration}
      isLeftOutWhenEmpty={isLeftOutWhenEmpty}
    >
      {(history) =>
        (
          [
            ['p50', SERIES.middle],
            ['p95', SERIES.main],
            ['p99', SERIES.highest],
          ] as const
        ).map(([name, look]) => ({
          key: name,
          label: name,
          ...look,
          ...overTime(history, (series, _, count) => quantile(series, name, count)),
        }))
      }
    </HistoryChart>
  );
}

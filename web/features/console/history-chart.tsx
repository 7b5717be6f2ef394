import { Trans } from '@lingui/react/macro';
import { TimeChart, type TimeSeries } from '#web/ui/charts/timeline/time-chart.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import type { TimeRange, TimeWindow } from './time-range.ts';
import { type History, type HistoryQuestion, useHistory } from './use-history.ts';

export interface Shown {
  window: TimeWindow;
  range: TimeRange;
}

/** A chart of what one question to the history answers. */
export function HistoryChart({
  title,
  hint,
  question,
  shown: { window, range },
  least,
  format,
  isLeftOutWhenEmpty = false,
  children,
}: {
  title: string;
  hint?: string;
  question: HistoryQuestion;
  shown: Shown;
  least: number;
  format: (value: number) => string;
  /** For what not every installation has. */
  isLeftOutWhenEmpty?: boolean;
  children: (history: History) => readonly TimeSeries[];
}) {
  const query = useHistory(question, window, range.isCompared);
  return (
    <QueryCard query={query} failure={<Trans>{title} could not be loaded</Trans>} skeletonRows={2}>
      {(history) =>
        (!isLeftOutWhenEmpty || hasFigures(history)) && (
          <TimeChart
            title={title}
            {...(hint && { hint })}
            steps={history.steps}
            series={children(history)}
            format={format}
            least={least}
          />
        )
      }
    </QueryCard>
  );
}

function hasFigures({ series }: History): boolean {
  return series.some(({ values, quantiles }) =>
    (quantiles?.p50 ?? values).some((value) => value !== null),
  );
}

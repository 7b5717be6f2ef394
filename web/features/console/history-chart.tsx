import { Trans } from '@lingui/react/macro';
import type { TimeSeries } from '#web/ui/charts/timeline/time-chart.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { PagedChart } from './paged-chart.tsx';
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
  atOnce = Number.POSITIVE_INFINITY,
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
  /** How many lines are drawn at once, of those that come first. */
  atOnce?: number;
  children: (history: History) => readonly TimeSeries[];
}) {
  const query = useHistory(question, window, range.isCompared);
  return (
    <QueryCard query={query} failure={<Trans>{title} could not be loaded</Trans>} skeletonRows={2}>
      {(history) =>
        (!isLeftOutWhenEmpty || hasFigures(history)) && (
          <PagedChart
            title={title}
            {...(hint && { hint })}
            steps={history.steps}
            series={children(history)}
            atOnce={atOnce}
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

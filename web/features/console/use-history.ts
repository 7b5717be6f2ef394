import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { HistoryAnswer, HistorySeries } from '#shared/schemas/history-schemas.ts';
import { api } from '#web/lib/api.ts';
import { type Steps, shifted, type Values } from '#web/ui/charts/timeline/points.ts';
import { type TimeWindow, windowBefore } from './time-range.ts';

export interface HistoryQuestion {
  metric: string;
  by?: string[];
  match?: string[];
  /** At most so many steps; as many as are useful, if none is said. */
  points?: number;
}

/** What the console asks for; the window belongs to the question, so each is asked once. */
function historyQuery(
  { by = [], match = [], ...question }: HistoryQuestion,
  { from, to }: TimeWindow,
) {
  return queryOptions({
    queryKey: ['operator', 'history', question, by, match, from, to],
    queryFn: ({ signal }) =>
      api('GET operator/history', {
        query: {
          ...question,
          by,
          match,
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
        },
        signal,
      }),
    // While the window moves on, what was there stays until the next is there.
    placeholderData: keepPreviousData,
    // Nobody comes back to a window that has moved on.
    gcTime: 60_000,
  });
}

export interface History {
  /** Milliseconds. */
  steps: Steps;
  series: readonly HistorySeries[];
  /** The time before, if it is compared with. */
  before: { steps: Steps; series: readonly HistorySeries[] } | null;
  /** Between the two. */
  shift: number;
}

/** The answers to one question, of the window and of the same length before it. */
export function useHistory(
  question: HistoryQuestion,
  window: TimeWindow,
  isCompared: boolean,
): { data: History | undefined; error: unknown; isFetching: boolean; refetch: () => unknown } {
  const earlier = windowBefore(window);
  const now = useQuery(historyQuery(question, window));
  const before = useQuery({ ...historyQuery(question, earlier), enabled: isCompared });
  const data = now.data && {
    ...readAnswer(now.data),
    before: isCompared && before.data ? readAnswer(before.data) : null,
    shift: window.to - window.from,
  };
  return {
    data,
    error: now.error,
    isFetching: now.isFetching,
    refetch: () => now.refetch(),
  };
}

function readAnswer({ at, step, series }: HistoryAnswer) {
  return { steps: { at: at.map((instant) => Date.parse(instant)), step: step * 1_000 }, series };
}

/** What `pick` makes of the answer, now and before, the latter laid over the former. */
export function overTime(
  { steps, series, before, shift }: History,
  pick: (series: readonly HistorySeries[], seconds: number, count: number) => Values,
): { values: Values; before: Values | undefined } {
  return {
    values: pick(series, steps.step / 1_000, steps.at.length),
    before:
      before === null
        ? undefined
        : shifted(
            steps,
            before.steps,
            pick(before.series, before.steps.step / 1_000, before.steps.at.length),
            shift,
          ),
  };
}

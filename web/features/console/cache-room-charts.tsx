import { useLingui } from '@lingui/react/macro';
import { ChartGrid } from '#web/ui/charts/timeline/chart-grid.tsx';
import { labelled, scaled, share, total } from './figures.ts';
import { HistoryChart, type Shown } from './history-chart.tsx';
import { QuantileChart } from './quantile-chart.tsx';
import { SERIES } from './series-colors.ts';
import { overTime } from './use-history.ts';
import { useUnits } from './use-units.ts';

const TIERS = [
  { tier: 'memory', look: SERIES.main },
  { tier: 'grace', look: SERIES.highest },
] as const;

/** How full it is, what had to make room, and for how long things are kept. */
export function CacheRoomCharts({ shown }: { shown: Shown }) {
  const { t } = useLingui();
  const units = useUnits();
  const names = { memory: t`True answers`, grace: t`For when the database is away` };
  return (
    <ChartGrid>
      <HistoryChart
        title={t`Room taken`}
        hint={t`Share of the memory that may be taken; the fullest instance`}
        question={{ metric: 'duetide_cache_bytes', by: ['tier', 'kind'] }}
        shown={shown}
        least={1}
        format={units.share}
        isLeftOutWhenEmpty
      >
        {(history) =>
          TIERS.map(({ tier, look }) => ({
            key: tier,
            label: names[tier],
            ...look,
            ...overTime(history, (series, _, count) =>
              share(
                total(labelled(series, { tier, kind: 'used' }), count),
                total(labelled(series, { tier, kind: 'limit' }), count),
              ),
            ),
          }))
        }
      </HistoryChart>
      <HistoryChart
        title={t`Made room`}
        hint={t`Answers per second that others took the place of, though they were still true`}
        question={{ metric: 'duetide_cache_evictions_total', by: ['tier'] }}
        shown={shown}
        least={1}
        format={units.perSecond}
        isLeftOutWhenEmpty
      >
        {(history) =>
          TIERS.map(({ tier, look }) => ({
            key: tier,
            label: names[tier],
            ...look,
            ...overTime(history, (series, seconds, count) =>
              scaled(total(labelled(series, { tier }), count), 1 / seconds),
            ),
          }))
        }
      </HistoryChart>
      <QuantileChart
        title={t`Kept in Redis for`}
        hint={t`Spread, so that answers do not end all at once`}
        metric="duetide_cache_time_to_live_seconds"
        shown={shown}
        isLeftOutWhenEmpty
      />
    </ChartGrid>
  );
}

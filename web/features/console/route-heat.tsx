import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { HeatMap, type HeatRow } from '#web/ui/charts/timeline/heat-map.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { SegmentedControl } from '#web/ui/segmented-control.tsx';
import type { Shown } from './history-chart.tsx';
import { BY_ROUTE, type RouteFigures, routeName } from './route-figures.ts';
import { RouteLink, type RouteSearch } from './route-link.tsx';
import { overTime, useHistory } from './use-history.ts';
import { useUnits } from './use-units.ts';

const DURATION = 'duetide_http_request_duration_seconds';
const COLUMNS = 60;
const ROWS = 15;
/** Seconds. */
const SHADES = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2];
/** Nobody notices less, whatever share it is. */
const LEAST_CHANGE = 0.005;

/** When each route was slow, or what changed since before. */
export function RouteHeat({
  shown: { window, range },
  routes,
  search,
}: {
  shown: Shown;
  routes: readonly RouteFigures[];
  search: RouteSearch;
}) {
  const { t } = useLingui();
  const units = useUnits();
  const query = useHistory(
    { metric: DURATION, by: BY_ROUTE, points: COLUMNS },
    window,
    range.isCompared,
  );
  const showsChange = range.isCompared && search.heat !== 'times';
  return (
    <QueryCard
      query={query}
      failure={<Trans>The heat map could not be loaded</Trans>}
      skeletonRows={6}
    >
      {(history) => {
        const all = routes.map(
          ({ name }): HeatRow => ({
            key: name,
            label: name,
            name: <RouteLink name={name} search={search} />,
            ...overTime(
              history,
              (series, _, count) =>
                series.find(({ labels }) => routeName(labels) === name)?.quantiles?.p95 ??
                Array.from({ length: count }, () => null),
            ),
          }),
        );
        const [drawn, left] = [all.slice(0, ROWS), all.length - ROWS];
        return (
          <HeatMap
            title={t`Time to answer, by route`}
            hint={
              showsChange
                ? t`How long 95 of 100 answers took at most, against the same length of time before. At the end of each row what got worse most, or what is pointed at.`
                : t`How long 95 of 100 answers took at most. At the end of each row the worst, or what is pointed at.`
            }
            steps={history.steps}
            limits={SHADES}
            format={units.duration}
            rows={drawn}
            others={all.slice(ROWS)}
            change={{
              least: LEAST_CHANGE,
              more: (share) => t`${share} slower`,
              less: (share) => t`${share} faster`,
            }}
            showsChange={showsChange}
            action={range.isCompared && <Look showsChange={showsChange} search={search} />}
            note={
              left > 0 && (
                <p className="mt-2 text-sm text-ink-soft">
                  <Trans>
                    The first {ROWS} of the table below. {left} more are in the table of the menu
                    above.
                  </Trans>
                </p>
              )
            }
          />
        );
      }}
    </QueryCard>
  );
}

function Look({ showsChange, search }: { showsChange: boolean; search: RouteSearch }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  return (
    <SegmentedControl
      label={t`What the cells show`}
      value={showsChange ? 'change' : 'times'}
      options={[
        { value: 'change', label: <Trans>What changed</Trans> },
        { value: 'times', label: <Trans>Times</Trans> },
      ]}
      onChange={(chosen) =>
        void navigate({
          to: '.',
          search: { ...search, heat: chosen === 'times' ? chosen : undefined },
          resetScroll: false,
        })
      }
    />
  );
}

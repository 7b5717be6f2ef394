import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { labelled, scaled, share, total } from './figures.ts';
import { HistoryChart, type Shown } from './history-chart.tsx';
import { QuantileChart } from './quantile-chart.tsx';
import { SERIES } from './series-colors.ts';
import { overTime } from './use-history.ts';
import { useUnits } from './use-units.ts';

/** One route over time. */
export function RouteView({
  name,
  match,
  shown,
  search,
}: {
  name: string;
  match: string[];
  shown: Shown;
  search: Readonly<Record<string, unknown>>;
}) {
  const { t } = useLingui();
  const units = useUnits();
  const question = { metric: 'duetide_http_requests_total', by: ['status'], match };
  const { route: _, ...others } = search;
  return (
    <>
      <Link
        to="."
        search={others}
        className="-ms-1 inline-flex h-9 items-center gap-1 rounded-sm pe-2 text-sm font-semibold text-ink-soft hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4.5 rtl:-scale-x-100" />
        <Trans>All routes</Trans>
      </Link>
      <h2 className="mb-4 font-mono text-lg break-all">{name}</h2>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
        <div className="lg:col-span-2">
          <QuantileChart
            title={t`Time to answer`}
            hint={t`How long half, 95 and 99 of 100 answers took at most`}
            metric="duetide_http_request_duration_seconds"
            match={match}
            shown={shown}
          />
        </div>
        <HistoryChart
          title={t`Traffic`}
          hint={t`Requests per second`}
          question={question}
          shown={shown}
          least={0.1}
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
          title={t`Refused and failed`}
          hint={t`Share of answers 4xx and 5xx`}
          question={question}
          shown={shown}
          least={0.01}
          format={units.share}
        >
          {(history) =>
            (['5xx', '4xx'] as const).map((status) => ({
              key: status,
              label: status,
              ...(status === '5xx' ? SERIES.bad : SERIES.middle),
              ...overTime(history, (series, _seconds, count) =>
                share(total(labelled(series, { status }), count), total(series, count)),
              ),
            }))
          }
        </HistoryChart>
      </div>
    </>
  );
}

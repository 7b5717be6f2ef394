import { Trans, useLingui } from '@lingui/react/macro';
import { area, curveMonotoneX, line } from 'd3-shape';
import { useId } from 'react';
import { type CalendarDate, partsOf } from '#shared/dates/calendar-date.ts';
import type { Calendar } from '#shared/schemas/insight-schemas.ts';
import type { Money } from '#shared/schemas/primitives.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { ChartFigure } from '#web/ui/charts/chart-figure.tsx';
import { type Level, tideLevels } from './tide-levels.ts';

const HEIGHT = 176;
const FOOT = 28;
/** Even before the first charge there is some water. */
const LOW_WATER = 14;

/** The month as a rising tide: what is charged, added up day by day, and how far it has come. */
export function TideChart({ month, due }: { month: Calendar; due: Money }) {
  const { t } = useLingui();
  const format = useFormatter();
  const clip = useId();
  const today = partsOf(month.today).day;
  const lastDay = partsOf(month.to).day;
  const levels = tideLevels(month);
  const total = Math.max(Number(due.amount), levels.at(-1)?.sum ?? 0);

  return (
    <ChartFigure
      label={t`Charges of this month, day by day`}
      height={HEIGHT}
      table={{
        head: [t`Day`, t`Charged`],
        rows: month.days.map(({ date, total: money }) => ({
          key: date,
          cells: [format.longDay(date), format.money(money)],
        })),
      }}
    >
      {(width) => {
        const x = ({ day }: Level) => (day / lastDay) * width;
        const y = ({ sum }: Level) =>
          HEIGHT -
          FOOT -
          LOW_WATER -
          (total > 0 ? sum / total : 0) * (HEIGHT - FOOT - LOW_WATER - 12);
        const water = area<Level>(x, HEIGHT, y).curve(curveMonotoneX)(levels) ?? '';
        const crest = line<Level>(x, y).curve(curveMonotoneX)(levels) ?? '';
        const now = ((today - 1) / lastDay) * width;
        return (
          <svg width={width} height={HEIGHT} role="presentation" className="animate-rise">
            <clipPath id={clip}>
              <rect width={now} height={HEIGHT} />
            </clipPath>
            <path d={water} className="fill-foam/18" />
            <path
              d={crest}
              className="fill-none stroke-foam/70"
              strokeWidth={1.5}
              strokeDasharray="3 5"
            />
            <g clipPath={`url(#${clip})`}>
              <path d={water} className="fill-foam/55" />
              <path d={crest} className="fill-none stroke-foam" strokeWidth={3} />
            </g>
            <line x1={now} x2={now} y1={6} y2={HEIGHT} className="stroke-moon" strokeWidth={2} />
            <circle cx={now} cy={8} r={5} className="fill-moon" />
            <text
              x={now + (now > width - 72 ? -12 : 12)}
              y={13}
              textAnchor={now > width - 72 ? 'end' : 'start'}
              className="fill-on-deep text-xs font-semibold"
            >
              <Trans>Today</Trans>
            </text>
            {DAYS_SHOWN.map((day) => (
              <text
                key={day}
                x={Math.max(8, ((day - 0.5) / lastDay) * width)}
                y={HEIGHT - 10}
                textAnchor="middle"
                className="tabular fill-on-deep text-xs"
              >
                {format.dayOfMonth(`${month.from.slice(0, 8)}${pad(day)}` as CalendarDate)}
              </text>
            ))}
          </svg>
        );
      }}
    </ChartFigure>
  );
}

const DAYS_SHOWN = [1, 5, 10, 15, 20, 25];

function pad(day: number): string {
  return String(day).padStart(2, '0');
}

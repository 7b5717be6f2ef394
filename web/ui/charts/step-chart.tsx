import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { ChartFigure, type ChartTable } from './chart-figure.tsx';
import { ValueAxis } from './value-axis.tsx';

export interface StepPoint {
  key: string;
  /** Where on the axis: any number that grows with time. */
  at: number;
  value: number;
  /** Beside the point. */
  label: string;
}

const HEAD = 32;
const FOOT = 28;
/** For the values of the axis, beside which the drawing begins. */
const START = 52;

/** A value that stays until it changes; what lies after `now` is dashed. */
export function StepChart({
  label,
  table,
  points,
  now,
  end,
  formatTick,
  formatAt,
  height = 220,
}: {
  label: string;
  table: ChartTable;
  /** Ascending by `at`, at least one. */
  points: readonly StepPoint[];
  now: number;
  /** Where the last value is drawn to. */
  end: number;
  formatTick: (value: number) => string;
  formatAt: (at: number) => string;
  height?: number;
}) {
  const first = points[0]?.at ?? 0;
  const y = scaleLinear(
    [0, Math.max(1, ...points.map(({ value }) => value)) * 1.1],
    [height - FOOT, HEAD],
  ).nice(3);

  return (
    <ChartFigure label={label} table={table} height={height}>
      {(width) => {
        const x = scaleLinear([first, Math.max(end, first + 1)], [START, width - 8]);
        const draw = line<{ at: number; value: number }>(
          (point) => x(point.at),
          (point) => y(point.value),
        ).curve(curveStepAfter);
        const { past, future } = splitAt(points, now, end);
        return (
          <svg width={width} height={height} role="presentation">
            <ValueAxis scale={y} ticks={y.ticks(3)} width={width} format={formatTick} />
            <path d={draw(past) ?? ''} className="fill-none stroke-tide" strokeWidth={2.5} />
            <path
              d={draw(future) ?? ''}
              className="fill-none stroke-tide"
              strokeWidth={2.5}
              strokeDasharray="5 5"
            />
            {points.map((point) => (
              <g key={point.key} transform={`translate(${x(point.at)} ${y(point.value)})`}>
                <circle r={5} className="fill-surface stroke-tide" strokeWidth={2.5} />
                <text
                  x={x(point.at) > width - 72 ? 8 : -4}
                  y={-12}
                  textAnchor={x(point.at) > width - 72 ? 'end' : 'start'}
                  className="tabular fill-ink text-xs font-semibold"
                >
                  {point.label}
                </text>
              </g>
            ))}
            <text x={START} y={height - 6} className="fill-ink-faint text-xs">
              {formatAt(first)}
            </text>
            <text x={width - 8} y={height - 6} textAnchor="end" className="fill-ink-faint text-xs">
              {formatAt(end)}
            </text>
          </svg>
        );
      }}
    </ChartFigure>
  );
}

function splitAt(points: readonly StepPoint[], now: number, end: number) {
  const current = points.findLast(({ at }) => at <= now) ?? points[0];
  const value = current?.value ?? 0;
  const last = points.at(-1)?.value ?? 0;
  const turn = Math.min(Math.max(now, points[0]?.at ?? now), end);
  return {
    past: [...points.filter(({ at }) => at <= now), { at: turn, value }],
    future: [{ at: turn, value }, ...points.filter(({ at }) => at > now), { at: end, value: last }],
  };
}

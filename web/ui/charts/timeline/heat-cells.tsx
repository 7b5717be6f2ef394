import { scaleLinear } from 'd3-scale';
import { PointedTime } from './crosshair.tsx';
import { MarkLines } from './mark-lines.tsx';
import { type Steps, stepOf, type Values } from './points.ts';
import { TIME_AXIS_HEIGHT, TimeAxis } from './time-axis.tsx';
import { usePointedAt, useTimeline } from './timeline.tsx';

export const HEAT_ROW = 22;

/** How a step of a row is painted. */
export interface HeatCell {
  fill: string;
  /** Of the height of a row; 1 unless said. */
  height?: number;
}

/** One row for each thing, one cell for each step. */
export function HeatCells<Row extends { key: string; values: Values }>({
  steps,
  rows,
  cellOf,
  start,
  width,
  rowHeight,
}: {
  steps: Steps;
  rows: readonly Row[];
  /** Null: there is nothing to paint. */
  cellOf: (row: Row, index: number) => HeatCell | null;
  start: number;
  width: number;
  rowHeight: number;
}) {
  const { from, to } = useTimeline();
  const x = scaleLinear([from, to], [start, width]).clamp(true);
  const bottom = rows.length * rowHeight;
  const gap = rowHeight - HEAT_ROW > 10 ? 2 : 3;
  return (
    <svg
      width={width}
      height={bottom + TIME_AXIS_HEIGHT}
      role="presentation"
      className="overflow-visible"
    >
      <TimeAxis x={x} width={width} top={0} bottom={bottom} />
      {rows.map((row, place) => (
        <g key={row.key} transform={`translate(0 ${(place + 1) * rowHeight - HEAT_ROW - gap})`}>
          <rect x={start} width={width - start} height={HEAT_ROW} rx={3} className="fill-sunken" />
          {steps.at.map((at, index) => {
            const cell = at + steps.step > from && at < to ? cellOf(row, index) : null;
            const left = x(at);
            const height = HEAT_ROW * (cell?.height ?? 1);
            return (
              cell && (
                <rect
                  key={at}
                  x={left}
                  y={HEAT_ROW - height}
                  width={Math.max(1, x(at + steps.step) - left - 0.75)}
                  height={height}
                  fill={cell.fill}
                />
              )
            );
          })}
        </g>
      ))}
      <MarkLines x={x} top={0} bottom={bottom} />
      <Column steps={steps} x={x} bottom={bottom} width={width} />
    </svg>
  );
}

/** The step that is pointed at, around its cells. */
function Column({
  steps,
  x,
  bottom,
  width,
}: {
  steps: Steps;
  x: (at: number) => number;
  bottom: number;
  width: number;
}) {
  const pointed = usePointedAt();
  const at = pointed === null ? undefined : steps.at[stepOf(steps, pointed)];
  if (at === undefined) return null;
  return (
    <g>
      <rect
        x={x(at) - 1}
        width={Math.max(3, x(at + steps.step) - x(at) + 1)}
        height={bottom}
        rx={2}
        fill="none"
        className="stroke-ink"
        strokeWidth={1.5}
      />
      <PointedTime
        at={at}
        step={steps.step}
        place={x(at + steps.step / 2)}
        bottom={bottom}
        width={width}
      />
    </g>
  );
}

import { Trans } from '@lingui/react/macro';
import { scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import { useElementWidth } from '../use-element-width.ts';
import { ChartPanel } from './chart-panel.tsx';
import { heatOf } from './heat.ts';
import { MarkLines } from './mark-lines.tsx';
import { type Steps, stepOf, type Values } from './points.ts';
import { ReadingSurface } from './reading-surface.tsx';
import { TIME_AXIS_HEIGHT, TimeAxis } from './time-axis.tsx';
import { usePointedAt, useTimeline } from './timeline.tsx';
import { useDescription } from './use-description.ts';

export interface HeatRow {
  key: string;
  label: string;
  /** The label as it is shown, such as a link. */
  name: ReactNode;
  values: Values;
}

const ROW = 22;
const NARROW = 640;

/** One row for each thing, one cell for each step: the darker on light, the lighter on dark, the more. */
export function HeatMap({
  title,
  hint,
  steps,
  rows,
  limits,
  format,
}: {
  title: string;
  hint: string;
  steps: Steps;
  rows: readonly HeatRow[];
  /** Ascending: from each on a cell is a shade stronger. */
  limits: readonly number[];
  format: (value: number) => string;
}) {
  const [ref, width] = useElementWidth<HTMLDivElement>();
  const wordsOf = useDescription(steps, rows, format);
  const series = rows.map(({ key, label, values }) => ({ key, label, values, color: '' }));
  const isNarrow = width < NARROW;
  const start = isNarrow ? 0 : Math.min(320, width * 0.36);
  const rowHeight = isNarrow ? ROW + 22 : ROW + 6;
  return (
    <ChartPanel
      title={title}
      hint={hint}
      steps={steps}
      series={series}
      format={format}
      hasLegend={false}
    >
      <Shades limits={limits} format={format} />
      <div ref={ref} className="relative contain-inline-size">
        {width > 0 && (
          <>
            <ul
              className={isNarrow ? 'pointer-events-none absolute inset-x-0 z-10' : 'absolute z-10'}
              style={isNarrow ? {} : { width: start - 8 }}
            >
              {rows.map(({ key, name, values }) => (
                <li
                  key={key}
                  className="flex items-center justify-between gap-3 text-sm [&_a]:pointer-events-auto"
                  style={{
                    height: isNarrow ? 20 : rowHeight,
                    marginBottom: rowHeight - (isNarrow ? 20 : rowHeight),
                  }}
                >
                  <span className="min-w-0 truncate bg-surface pe-1">{name}</span>
                  <ValueAt steps={steps} values={values} format={format} />
                </li>
              ))}
            </ul>
            <div dir="ltr">
              <ReadingSurface
                label={title}
                steps={steps}
                start={start}
                end={width}
                wordsOf={wordsOf}
              >
                <Cells
                  steps={steps}
                  rows={rows}
                  limits={limits}
                  start={start}
                  width={width}
                  rowHeight={rowHeight}
                />
              </ReadingSurface>
            </div>
          </>
        )}
      </div>
    </ChartPanel>
  );
}

function ValueAt({
  steps,
  values,
  format,
}: {
  steps: Steps;
  values: Values;
  format: (value: number) => string;
}) {
  const pointed = usePointedAt();
  const there = values.filter((value) => value !== null);
  const value = pointed === null ? Math.max(...there) : values[stepOf(steps, pointed)];
  const isKnown = value != null && Number.isFinite(value);
  return (
    <span className="tabular shrink-0 bg-surface ps-1 text-xs font-semibold">
      {isKnown ? format(value) : '–'}
    </span>
  );
}

function Cells({
  steps,
  rows,
  limits,
  start,
  width,
  rowHeight,
}: {
  steps: Steps;
  rows: readonly HeatRow[];
  limits: readonly number[];
  start: number;
  width: number;
  rowHeight: number;
}) {
  const { from, to } = useTimeline();
  const x = scaleLinear([from, to], [start, width]).clamp(true);
  const bottom = rows.length * rowHeight;
  return (
    <svg
      width={width}
      height={bottom + TIME_AXIS_HEIGHT}
      role="presentation"
      className="overflow-visible"
    >
      <TimeAxis x={x} width={width} top={0} bottom={bottom} />
      {rows.map(({ key, values }, row) => (
        <g
          key={key}
          transform={`translate(0 ${(row + 1) * rowHeight - ROW - (rowHeight - ROW > 10 ? 2 : 3)})`}
        >
          <rect x={start} width={width - start} height={ROW} rx={3} className="fill-sunken" />
          {steps.at.map((at, index) => {
            const value = values[index];
            const left = x(at);
            return (
              value != null && (
                <rect
                  key={at}
                  x={left}
                  width={Math.max(1, x(at + steps.step) - left - 0.75)}
                  height={ROW}
                  fill={heatOf(value, limits)}
                />
              )
            );
          })}
        </g>
      ))}
      <MarkLines x={x} top={0} bottom={bottom} />
      <Column steps={steps} x={x} bottom={bottom} />
    </svg>
  );
}

/** The step that is pointed at, around its cells. */
function Column({ steps, x, bottom }: { steps: Steps; x: (at: number) => number; bottom: number }) {
  const pointed = usePointedAt();
  const at = pointed === null ? undefined : steps.at[stepOf(steps, pointed)];
  if (at === undefined) return null;
  return (
    <rect
      x={x(at) - 1}
      width={Math.max(3, x(at + steps.step) - x(at) + 1)}
      height={bottom}
      rx={2}
      fill="none"
      className="stroke-ink"
      strokeWidth={1.5}
    />
  );
}

function Shades({
  limits,
  format,
}: {
  limits: readonly number[];
  format: (value: number) => string;
}) {
  return (
    <ul aria-hidden className="mb-3 flex flex-wrap gap-x-3 gap-y-1 text-xs text-ink-faint">
      {limits.map((limit, index) => (
        <li key={limit} className="flex items-center gap-1.5">
          <span
            className="size-3.5 rounded-xs"
            style={{ background: heatOf(limit - Number.EPSILON, limits) }}
          />
          {index < limits.length - 1 ? <Trans>up to {format(limit)}</Trans> : <Trans>more</Trans>}
        </li>
      ))}
    </ul>
  );
}

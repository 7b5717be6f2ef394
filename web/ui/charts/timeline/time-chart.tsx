import { Trans } from '@lingui/react/macro';
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { type ReactNode, useId } from 'react';
import { useElementWidth } from '../use-element-width.ts';
import { ValueAxis } from '../value-axis.tsx';
import { ChartPanel } from './chart-panel.tsx';
import { Crosshair } from './crosshair.tsx';
import { MarkLines } from './mark-lines.tsx';
import { isAlone, type Steps, type Values } from './points.ts';
import { ReadingSurface } from './reading-surface.tsx';
import { TIME_AXIS_HEIGHT, TimeAxis } from './time-axis.tsx';
import { useTimeline } from './timeline.tsx';
import { useDescription } from './use-description.ts';

export interface TimeSeries {
  key: string;
  label: string;
  color: string;
  values: Values;
  /** The same length of time before, at the same steps. */
  before?: Values | undefined;
  /** For those who do not tell the colours apart. */
  dash?: string;
  isArea?: boolean;
}

const HEAD = 18;

/** Values over time. Where there are none, there is a gap. */
export function TimeChart({
  title,
  hint,
  steps,
  series,
  others = [],
  note,
  format,
  least,
  height = 180,
}: {
  title: string;
  /** What is counted, in a few words. */
  hint?: string;
  steps: Steps;
  series: readonly TimeSeries[];
  /** Not drawn, and yet in the table and the file. */
  others?: readonly TimeSeries[];
  /** Below what is drawn. */
  note?: ReactNode;
  format: (value: number) => string;
  /** The axis reaches at least so far, so that a little does not look like much. */
  least: number;
  height?: number;
}) {
  const [ref, width] = useElementWidth<HTMLDivElement>();
  const wordsOf = useDescription(steps, series, format);
  const hasFigures = !isEmpty(series);
  return (
    <ChartPanel
      title={title}
      hint={hint}
      steps={steps}
      series={series}
      others={others}
      format={format}
      hasLegend={hasFigures}
    >
      {hasFigures ? (
        <div ref={ref} style={{ height }} className="contain-inline-size" dir="ltr">
          {width > 0 && (
            <ReadingSurface label={title} steps={steps} start={0} end={width} wordsOf={wordsOf}>
              <Plot
                steps={steps}
                series={series}
                format={format}
                least={least}
                size={[width, height]}
              />
            </ReadingSurface>
          )}
        </div>
      ) : (
        <NoFigures />
      )}
      {note}
    </ChartPanel>
  );
}

/** Nothing is no zero: an axis without a line would look like one. */
function NoFigures() {
  return (
    <p className="rounded-md bg-sunken px-4 py-8 text-center text-sm text-ink-soft">
      <Trans>Nothing was recorded in this time.</Trans>
    </p>
  );
}

function isEmpty(series: readonly TimeSeries[]): boolean {
  return series.every(({ values, before = [] }) => ![...values, ...before].some(isThere));
}

function Plot({
  steps,
  series,
  format,
  least,
  size: [width, height],
}: {
  steps: Steps;
  series: readonly TimeSeries[];
  format: (value: number) => string;
  least: number;
  size: [number, number];
}) {
  const clip = useId();
  const { from, to } = useTimeline();
  const bottom = height - TIME_AXIS_HEIGHT;
  const x = scaleLinear([from, to], [0, width]);
  const y = scaleLinear([0, topOf(series, least)], [bottom, HEAD]).nice(3);
  const place = (_: unknown, index: number) => x((steps.at[index] ?? from) + steps.step / 2);
  const draw = line<number | null>(place, (value) => y(value ?? 0)).defined(isThere);
  const fill = area<number | null>(place, bottom, (value) => y(value ?? 0)).defined(isThere);
  return (
    <svg width={width} height={height} role="presentation" className="overflow-visible">
      {/* While another time is asked for, what was there before is drawn: all of it would stick out. */}
      <clipPath id={clip}>
        <rect y={-HEAD} width={width} height={height + HEAD} />
      </clipPath>
      <TimeAxis x={x} width={width} top={HEAD} bottom={bottom} />
      <MarkLines x={x} top={2} bottom={bottom} />
      <g clipPath={`url(#${clip})`}>
        {series.map(
          ({ key, color, before }) =>
            before && (
              <path
                key={key}
                d={draw([...before]) ?? ''}
                fill="none"
                stroke={color}
                strokeOpacity={0.7}
                strokeWidth={1.25}
                strokeDasharray="1 3"
              />
            ),
        )}
        {series.map(({ key, color, values, dash, isArea }) => (
          <g key={key}>
            {isArea && <path d={fill([...values]) ?? ''} fill={color} fillOpacity={0.14} />}
            <path
              d={draw([...values]) ?? ''}
              fill="none"
              stroke={color}
              strokeWidth={1.75}
              strokeLinejoin="round"
              strokeDasharray={dash}
            />
            {values.map(
              (value, index) =>
                value !== null &&
                isAlone(values, index) && (
                  <circle
                    key={steps.at[index]}
                    cx={place(value, index)}
                    cy={y(value)}
                    r={1.75}
                    fill={color}
                  />
                ),
            )}
          </g>
        ))}
      </g>
      <ValueAxis scale={y} ticks={y.ticks(3)} width={width} format={format} />
      <Crosshair
        steps={steps}
        x={x}
        y={y}
        series={series}
        top={HEAD}
        bottom={bottom}
        width={width}
      />
    </svg>
  );
}

const isThere = (value: number | null) => value !== null;

function topOf(series: readonly TimeSeries[], least: number): number {
  let top = least;
  for (const { values, before = [] } of series) {
    for (const value of values) top = Math.max(top, value ?? 0);
    for (const value of before) top = Math.max(top, value ?? 0);
  }
  return top;
}

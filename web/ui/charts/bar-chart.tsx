import { scaleBand, scaleLinear } from 'd3-scale';
import { type ReactNode, useState } from 'react';
import { cx } from '../cx.ts';
import { ChartFigure, type ChartTable } from './chart-figure.tsx';
import { ValueAxis } from './value-axis.tsx';

export interface Bar {
  key: string;
  /** Below the bar; short. */
  label: string;
  /** From the bottom up. `value` is for drawing only: texts come formatted from exact numbers. */
  parts: readonly { key: string; value: number; color: string }[];
}

const HEAD = 24;
const FOOT = 28;
/** Room for the values at the start. */
const AXIS = 44;

/** Stacked bars. What the pointer is on is described by `renderDetail`. */
export function BarChart({
  label,
  table,
  bars,
  formatTick,
  renderDetail,
  height = 260,
}: {
  label: string;
  table: ChartTable;
  bars: readonly Bar[];
  formatTick: (value: number) => string;
  renderDetail: (key: string) => ReactNode;
  height?: number;
}) {
  const [pointed, setPointed] = useState<string | null>(null);
  const totals = bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const y = scaleLinear([0, Math.max(1, ...totals)], [height - FOOT, HEAD]).nice(3);

  return (
    <ChartFigure label={label} table={table} height={height}>
      {(width) => {
        const x = scaleBand(
          bars.map(({ key }) => key),
          [AXIS, width],
        )
          .paddingInner(0.28)
          .paddingOuter(0.1);
        const at = pointed === null ? undefined : x(pointed);
        const isCramped = x.step() < 34;
        return (
          <div className="relative h-full" onPointerLeave={() => setPointed(null)}>
            <svg width={width} height={height} role="presentation">
              <ValueAxis scale={y} ticks={y.ticks(3)} width={width} format={formatTick} />
              {bars.map((bar, index) => (
                <g key={bar.key} onPointerEnter={() => setPointed(bar.key)}>
                  <rect
                    x={(x(bar.key) ?? 0) - (x.step() - x.bandwidth()) / 2}
                    width={x.step()}
                    height={height}
                    className="fill-transparent"
                  />
                  <Stack
                    bar={bar}
                    x={x(bar.key) ?? 0}
                    width={x.bandwidth()}
                    y={y}
                    isFaded={pointed !== null && pointed !== bar.key}
                  />
                  {(!isCramped || index % 2 === 0) && (
                    <text
                      x={(x(bar.key) ?? 0) + x.bandwidth() / 2}
                      y={height - 6}
                      textAnchor="middle"
                      className="fill-ink-faint text-xs"
                    >
                      {bar.label}
                    </text>
                  )}
                </g>
              ))}
            </svg>
            {pointed !== null && at !== undefined && (
              <Detail center={at + x.bandwidth() / 2} width={width}>
                {renderDetail(pointed)}
              </Detail>
            )}
          </div>
        );
      }}
    </ChartFigure>
  );
}

function Stack({
  bar,
  x,
  width,
  y,
  isFaded,
}: {
  bar: Bar;
  x: number;
  width: number;
  y: (value: number) => number;
  isFaded: boolean;
}) {
  let below = 0;
  const drawn = bar.parts.filter(({ value }) => value > 0);
  return (
    <g className={cx('transition-opacity', isFaded && 'opacity-40')}>
      {drawn.map((part, at) => {
        const bottom = y(below);
        below += part.value;
        const gap = at === 0 ? 0 : 1.5;
        return (
          <rect
            key={part.key}
            x={x}
            y={y(below)}
            width={width}
            height={Math.max(1, bottom - y(below) - gap)}
            rx={Math.min(4, width / 4)}
            fill={part.color}
          />
        );
      })}
    </g>
  );
}

const DETAIL_WIDTH = 224;

function Detail({
  center,
  width,
  children,
}: {
  center: number;
  width: number;
  children: ReactNode;
}) {
  const left = Math.min(Math.max(0, center - DETAIL_WIDTH / 2), Math.max(0, width - DETAIL_WIDTH));
  return (
    <div
      className="pointer-events-none absolute bottom-full z-10 mb-[-1rem] animate-appear rounded-lg border border-line bg-raised p-3 text-sm shadow-overlay"
      // The drawing itself runs from the left in every script.
      style={{ left, width: DETAIL_WIDTH }}
    >
      {children}
    </div>
  );
}

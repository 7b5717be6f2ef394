import type { ScaleLinear } from 'd3-scale';

/** Horizontal lines with their values at the start; the line of zero is stronger. */
export function ValueAxis({
  scale,
  ticks,
  width,
  format,
}: {
  scale: ScaleLinear<number, number>;
  ticks: readonly number[];
  width: number;
  format: (value: number) => string;
}) {
  return (
    <g>
      {ticks.map((tick) => (
        <g key={tick} transform={`translate(0 ${scale(tick)})`}>
          <line
            x2={width}
            className={tick === 0 ? 'stroke-line-strong' : 'stroke-line'}
            strokeDasharray={tick === 0 ? undefined : '2 4'}
          />
          {tick !== 0 && (
            <text
              y={-5}
              strokeWidth={3}
              className="tabular fill-ink-faint stroke-surface text-xs [paint-order:stroke]"
            >
              {format(tick)}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

import { type Steps, stepOf, type Values } from './points.ts';
import { usePointedAt } from './timeline.tsx';
import { useTimeWords } from './use-time-words.ts';

/** The instant that is pointed at: a line, a dot on each series, and the time below. */
export function Crosshair({
  steps,
  x,
  y,
  series,
  top,
  bottom,
  width,
}: {
  steps: Steps;
  x: (at: number) => number;
  y?: (value: number) => number;
  series?: readonly { key: string; color: string; values: Values }[];
  top: number;
  bottom: number;
  width: number;
}) {
  const pointed = usePointedAt();
  const index = pointed === null ? -1 : stepOf(steps, pointed);
  const at = steps.at[index];
  if (at === undefined) return null;
  const place = x(at + steps.step / 2);
  return (
    <g>
      <line x1={place} x2={place} y1={top} y2={bottom} className="stroke-ink" strokeOpacity={0.6} />
      {y &&
        series?.map(({ key, color, values }) => {
          const value = values[index];
          return (
            value != null && (
              <circle
                key={key}
                cx={place}
                cy={y(value)}
                r={3.5}
                fill={color}
                className="stroke-surface"
                strokeWidth={1.5}
              />
            )
          );
        })}
      <PointedTime at={at} step={steps.step} place={place} bottom={bottom} width={width} />
    </g>
  );
}

/** The instant that is pointed at in words, below what is drawn. */
export function PointedTime({
  at,
  step,
  place,
  bottom,
  width,
}: {
  at: number;
  step: number;
  place: number;
  bottom: number;
  width: number;
}) {
  const words = useTimeWords();
  const half = 64;
  return (
    <g transform={`translate(${Math.max(half, Math.min(place, width - half))} ${bottom + 2})`}>
      <rect x={-half} width={half * 2} height={20} rx={4} className="fill-ink" />
      <text y={14} textAnchor="middle" className="tabular fill-paper text-xs font-semibold">
        {words.point(step).format(at)}
      </text>
    </g>
  );
}

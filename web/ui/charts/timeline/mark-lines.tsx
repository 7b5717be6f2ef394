import { useTimeline } from './timeline.tsx';

/** What happened, as a line through the chart with a flag at its top. */
export function MarkLines({
  x,
  top,
  bottom,
}: {
  x: (at: number) => number;
  top: number;
  bottom: number;
}) {
  const { marks, from, to } = useTimeline();
  return (
    <g>
      {marks
        .filter(({ at }) => at >= from && at <= to)
        .map(({ key, at, isStrong }) => (
          <g key={key} transform={`translate(${x(at)} 0)`}>
            <line
              y1={top}
              y2={bottom}
              className={isStrong ? 'stroke-ink-soft' : 'stroke-ink-faint'}
              strokeDasharray={isStrong ? '5 3' : '1 4'}
            />
            <path
              d={isStrong ? `M0 ${top} l7 4 l-7 4 z` : `M-3 ${top} h6 l-3 5 z`}
              className="fill-ink-soft"
            />
          </g>
        ))}
    </g>
  );
}

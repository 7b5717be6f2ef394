import { zoneOffset } from '#web/lib/wall-time.ts';
import { timeTicks } from './time-ticks.ts';
import { useTimeline } from './timeline.tsx';
import { useTimeWords } from './use-time-words.ts';

/** Below it, the time; the first and last that would be cut off are left out. */
export const TIME_AXIS_HEIGHT = 22;
const ROOM = 96;

export function TimeAxis({
  x,
  width,
  top,
  bottom,
}: {
  x: (at: number) => number;
  width: number;
  /** From where to where lines are drawn up. */
  top: number;
  bottom: number;
}) {
  const { from, to, timeZone } = useTimeline();
  const words = useTimeWords();
  const { at, unit } = timeTicks(from, to, width / ROOM, zoneOffset(from, timeZone));
  const format = words.ticks(unit);
  return (
    <g>
      {at.map((tick) => (
        <g key={tick} transform={`translate(${x(tick)} 0)`}>
          <line y1={top} y2={bottom} className="stroke-line" />
          {x(tick) > 24 && x(tick) < width - 24 && (
            <text y={bottom + 16} textAnchor="middle" className="tabular fill-ink-faint text-xs">
              {format.format(tick)}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

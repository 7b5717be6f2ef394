import { Trans } from '@lingui/react/macro';
import { newestOf, type PanelSeries, type Steps, stepOf } from './points.ts';
import { usePointedAt } from './timeline.tsx';

/** What each series says at the instant that is pointed at, or says last. */
export function Legend({
  steps,
  series,
  format,
}: {
  steps: Steps;
  series: readonly PanelSeries[];
  format: (value: number) => string;
}) {
  const pointed = usePointedAt();
  return (
    <ul className="mb-1 flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {series.map(({ key, label, color, values, before, dash }) => {
        const index = pointed === null ? newestOf(values) : stepOf(steps, pointed);
        const value = values[index];
        const earlier = before?.[index];
        return (
          <li key={key} className="flex items-baseline gap-1.5">
            <svg aria-hidden width={18} height={8} className="shrink-0 self-center">
              <line x2={18} y1={4} y2={4} stroke={color} strokeWidth={2.5} strokeDasharray={dash} />
            </svg>
            <span className="text-ink-soft">{label}</span>
            <span className="tabular font-semibold">{value == null ? '–' : format(value)}</span>
            {earlier != null && (
              <span className="tabular text-xs text-ink-faint">
                <Trans>before: {format(earlier)}</Trans>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

import { Trans } from '@lingui/react/macro';
import { useTimeline } from './timeline.tsx';
import { useTimeWords } from './use-time-words.ts';

const MOST_SHOWN = 20;
const SECOND = 1_000;

/** The marks in the charts in words, the newest first. */
export function MarkList() {
  const { marks, from, to } = useTimeline();
  const words = useTimeWords().point(SECOND);
  const there = marks.filter(({ at }) => at >= from && at <= to).sort((a, b) => b.at - a.at);
  if (there.length === 0) {
    return (
      <p className="text-sm text-ink-soft">
        <Trans>Nothing was started or stopped in this time.</Trans>
      </p>
    );
  }
  const left = there.length - MOST_SHOWN;
  return (
    <>
      <ul className="divide-y divide-line">
        {there.slice(0, MOST_SHOWN).map(({ key, at, label, isStrong }) => (
          <li key={key} className="flex flex-wrap justify-between gap-x-4 py-2.5 text-sm">
            <span className={isStrong ? 'font-semibold' : undefined}>{label}</span>
            <time dateTime={new Date(at).toISOString()} className="tabular text-ink-faint">
              {words.format(at)}
            </time>
          </li>
        ))}
      </ul>
      {left > 0 && (
        <p className="mt-2 text-sm text-ink-soft">
          <Trans>And {left} earlier ones. Choose a shorter time to see them.</Trans>
        </p>
      )}
    </>
  );
}

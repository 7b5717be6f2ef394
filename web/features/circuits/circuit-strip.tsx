import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { CircuitTimeline } from '#shared/schemas/operation-schemas.ts';
import { useMomentWords } from '#web/lib/use-moment-words.ts';
import { cx } from '#web/ui/cx.ts';
import { useCircuitWords } from './use-circuit-words.ts';

type Span = CircuitTimeline['spans'][number];

/** By height as well as by colour: not everybody tells colours apart. */
const LOOKS: Record<Span['state'], string> = {
  open: 'h-full bg-danger',
  isolated: 'h-2/3 bg-amber-ink',
  closed: 'h-1/4 bg-kelp-ink',
};

/** How a dependency was over a period, as a strip, and what went wrong as a table. */
export function CircuitStrip({
  timeline,
  since,
}: {
  timeline: CircuitTimeline;
  /** Nothing is known of before, in milliseconds. */
  since: number;
}) {
  const { spans } = timeline;
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last) return null;
  const begin = Date.parse(first.from);
  const length = Date.parse(last.to) - begin;
  return (
    <div className="grid grid-cols-1 gap-2">
      <div aria-hidden className="relative h-6 overflow-hidden rounded-sm bg-sunken" dir="ltr">
        {spans.map((span) => {
          const from = Math.max(Date.parse(span.from), since);
          const left = (from - begin) / length;
          const width = (Date.parse(span.to) - from) / length;
          if (width <= 0) return null;
          return (
            <span
              key={span.from}
              className={cx('absolute bottom-0 min-w-0.5', LOOKS[span.state])}
              style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
            />
          );
        })}
      </div>
      <Troubles timeline={timeline} />
    </div>
  );
}

function Troubles({
  timeline: { spans, trips, openSeconds, isolatedSeconds },
}: {
  timeline: CircuitTimeline;
}) {
  const { t } = useLingui();
  const { instant, duration } = useMomentWords();
  const { states } = useCircuitWords();
  const troubles = spans.filter(({ state }) => state !== 'closed');
  if (troubles.length === 0) {
    return (
      <p className="text-sm text-ink-faint">
        <Trans>Nothing went wrong in this time.</Trans>
      </p>
    );
  }
  const away = duration(openSeconds);
  const cutOff = duration(isolatedSeconds);
  const summary = [
    trips > 0 && t`${plural(trips, { one: 'Failed once', other: 'Failed # times' })}`,
    openSeconds > 0 && t`Did not answer for ${away}`,
    isolatedSeconds > 0 && t`Cut off by hand for ${cutOff}`,
  ];
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer text-ink-soft hover:text-ink">
        {summary.filter(Boolean).join(' · ')}
      </summary>
      <div className="mt-2 overflow-x-auto">
        <table className="w-full min-w-md text-start tabular-nums">
          <thead className="text-ink-faint">
            <tr>
              {[t`From`, t`To`, t`For`, t`State`].map((head) => (
                <th key={head} scope="col" className="py-1 pe-4 text-start font-normal">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {troubles.map(({ from, to, state }) => (
              <tr key={from} className="border-t border-line">
                <td className="py-1 pe-4">{instant(from)}</td>
                <td className="py-1 pe-4">{instant(to)}</td>
                <td className="py-1 pe-4">
                  {duration((Date.parse(to) - Date.parse(from)) / 1_000)}
                </td>
                <td className="py-1">{states[state]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

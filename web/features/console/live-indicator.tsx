import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { cx } from '#web/ui/cx.ts';
import type { Live } from './use-live.ts';

const OLD_MS = 30_000;
const DOTS = {
  fixed: 'bg-line-strong',
  old: 'bg-coral',
  away: 'bg-danger',
  asking: 'bg-amber-ink',
  starting: 'bg-line-strong',
  live: 'bg-kelp-ink',
} as const;

/** How old what is shown is: live, asked for now and then, or too old to be trusted. */
export function LiveIndicator({ live, isFixed }: { live: Live; isFixed: boolean }) {
  const { t } = useLingui();
  const [now, setNow] = useState(live.at);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const age = Math.max(0, now - live.at);
  const seconds = Math.floor(age / 1_000);
  const state = isFixed
    ? 'fixed'
    : live.state === 'away'
      ? 'away'
      : age > OLD_MS
        ? 'old'
        : live.state;
  const titles: Record<typeof state, string> = {
    fixed: t`These times stay as they are`,
    old: t`Nothing new has come for that long`,
    away: t`The server does not answer`,
    asking: t`The server does not send by itself, so new figures are asked for every 10 seconds`,
    starting: t`Waiting for the first figures`,
    live: t`New figures come by themselves every 10 seconds`,
  };
  const words: Record<Exclude<typeof state, 'old'>, string> = {
    fixed: t`Standing still`,
    away: t`No answer`,
    asking: t`Every 10 s`,
    starting: t`Connecting`,
    live: t`Live`,
  };
  return (
    <p
      // What is said each second would drown everything else.
      role={state === 'old' ? undefined : 'status'}
      title={titles[state]}
      className="flex items-center gap-2 px-2 text-sm font-semibold whitespace-nowrap text-ink-soft"
    >
      <span aria-hidden className={cx('size-2.5 rounded-full', DOTS[state])} />
      {state === 'old' ? (
        <span className="tabular text-danger-ink">
          <Trans>{seconds} s old</Trans>
        </span>
      ) : (
        <span className={state === 'away' ? 'text-danger-ink' : undefined}>{words[state]}</span>
      )}
    </p>
  );
}

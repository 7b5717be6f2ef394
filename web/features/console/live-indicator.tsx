import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { cx } from '#web/ui/cx.ts';
import type { Live } from './use-live.ts';

const OLD_MS = 30_000;

/** How old what is shown is: live, asked for now and then, or too old to be trusted. */
export function LiveIndicator({ live, isFixed }: { live: Live; isFixed: boolean }) {
  const { t } = useLingui();
  const [now, setNow] = useState(live.at);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const age = Math.max(0, now - live.at);
  const isOld = age > OLD_MS;
  const seconds = Math.floor(age / 1_000);
  const title = {
    live: t`New figures come by themselves every 10 seconds`,
    asking: t`New figures are asked for every 10 seconds`,
    starting: t`Waiting for the first figures`,
  }[live.state];
  return (
    <p
      role="status"
      title={isFixed ? t`These times stay as they are` : title}
      className="flex items-center gap-2 px-2 text-sm font-semibold whitespace-nowrap text-ink-soft"
    >
      <span
        aria-hidden
        className={cx(
          'size-2.5 rounded-full',
          isFixed ? 'bg-line-strong' : isOld ? 'bg-coral' : 'bg-kelp-ink',
        )}
      />
      {isFixed ? (
        <Trans>Standing still</Trans>
      ) : isOld ? (
        <span className="tabular text-danger-ink">
          <Trans>{seconds} s old</Trans>
        </span>
      ) : (
        <Trans>Live</Trans>
      )}
    </p>
  );
}

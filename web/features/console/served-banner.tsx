import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { CircleCheck, CircleHelp, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { cx } from '#web/ui/cx.ts';
import type { Verdict } from './served-verdict.ts';
import type { Served } from './use-served.ts';
import { useUnits } from './use-units.ts';

const LOOKS: Record<Verdict, { icon: LucideIcon; look: string; ink: string }> = {
  good: { icon: CircleCheck, look: 'bg-kelp-soft', ink: 'text-kelp-ink' },
  idle: { icon: CircleCheck, look: 'bg-kelp-soft', ink: 'text-kelp-ink' },
  slow: { icon: TriangleAlert, look: 'bg-amber-soft', ink: 'text-amber-ink' },
  failing: { icon: TriangleAlert, look: 'bg-amber-soft', ink: 'text-amber-ink' },
  down: { icon: CircleX, look: 'bg-danger-soft', ink: 'text-danger-ink' },
  unknown: { icon: CircleHelp, look: 'bg-sunken', ink: 'text-ink-soft' },
};
/** Are people being served? In one sentence, of the last minute, whatever range is looked at. */
export function ServedBanner({
  served: { verdict, figures, at, own },
  isAway,
  children,
}: {
  served: Served;
  /** Whether the server does not answer: then the figures are of before. */
  isAway: boolean;
  children?: ReactNode;
}) {
  const { t } = useLingui();
  const { locale } = useFormatter();
  const { timeZone } = useSession().household;
  const { icon: Icon, look, ink } = LOOKS[isAway ? 'down' : (verdict ?? 'unknown')];
  const sentences: Record<Verdict, string> = {
    good: t`People are being served.`,
    idle: t`The server is up. Nobody asked for anything in the last minute.`,
    slow: t`People are being served, but slowly.`,
    failing: t`Some people get errors.`,
    down: t`Many people get errors.`,
    unknown: t`The figures cannot be read at the moment.`,
  };
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone }).format(at);
  return (
    <section
      aria-label={t`Are people being served?`}
      className={cx('mb-5 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-xl p-4 sm:p-5', look)}
    >
      <Icon aria-hidden className={cx('size-8 shrink-0', ink)} strokeWidth={1.75} />
      <div className="min-w-0 flex-1 basis-52">
        <p className="font-display text-lg leading-snug font-bold sm:text-xl">
          {isAway
            ? t`Nobody seems to be served: the server does not answer.`
            : verdict === null
              ? t`Looking at the last minute…`
              : sentences[verdict]}
        </p>
        <p className="tabular mt-0.5 text-sm text-ink-soft">
          {verdict === null ? (
            // As high as what comes.
            <>&nbsp;</>
          ) : (
            <>
              {isAway && <Trans>Before that:</Trans>}{' '}
              <Answers figures={figures} isOwn={own !== null} />
              <Trans>As of {time}.</Trans>
            </>
          )}
        </p>
      </div>
      {children}
    </section>
  );
}

function Answers({
  figures: { requests, errors, p95 },
  isOwn,
}: {
  figures: Served['figures'];
  isOwn: boolean;
}) {
  const units = useUnits();
  if (!requests) return null;
  const good = units.share(1 - errors / requests);
  const fast = p95 === null ? '' : units.duration(p95);
  return (
    <>
      {isOwn ? (
        <Trans>
          {good} of <Plural value={requests} one="# answer" other="# answers" /> of this instance in
          the last minute were good
        </Trans>
      ) : (
        <Trans>
          {good} of <Plural value={requests} one="# answer" other="# answers" /> in the last minute
          were good
        </Trans>
      )}
      {fast !== '' && <Trans>, 95 of 100 came within {fast}</Trans>}
      {'. '}
    </>
  );
}

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { CircleCheck, CircleHelp, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { cx } from '#web/ui/cx.ts';
import { labelled, quantile, sumOf, total } from './figures.ts';
import { judgeMinute, type Verdict } from './served-verdict.ts';
import { useHistory } from './use-history.ts';
import { useUnits } from './use-units.ts';

const LOOKS: Record<Verdict, { icon: LucideIcon; look: string; ink: string }> = {
  good: { icon: CircleCheck, look: 'bg-kelp-soft', ink: 'text-kelp-ink' },
  idle: { icon: CircleCheck, look: 'bg-kelp-soft', ink: 'text-kelp-ink' },
  slow: { icon: TriangleAlert, look: 'bg-amber-soft', ink: 'text-amber-ink' },
  failing: { icon: TriangleAlert, look: 'bg-amber-soft', ink: 'text-amber-ink' },
  down: { icon: CircleX, look: 'bg-danger-soft', ink: 'text-danger-ink' },
  unknown: { icon: CircleHelp, look: 'bg-sunken', ink: 'text-ink-soft' },
};
const MINUTE = 60_000;
const STEP = 10_000;

/** Are people being served? In one sentence, of the last minute, whatever range is looked at. */
export function ServedBanner({ now, children }: { now: number; children?: ReactNode }) {
  const { t } = useLingui();
  const { locale } = useFormatter();
  const { timeZone } = useSession().household;
  const units = useUnits();
  const to = Math.floor(now / STEP) * STEP;
  const window = { from: to - MINUTE, to };
  const requests = useHistory(
    { metric: 'duetide_http_requests_total', by: ['status'], points: 1 },
    window,
    false,
  );
  const durations = useHistory(
    { metric: 'duetide_http_request_duration_seconds', points: 1 },
    window,
    false,
  );
  const figures = readMinute(requests.data?.series, durations.data?.series);
  const hasFailed = Boolean(requests.error);
  const verdict = hasFailed ? 'unknown' : judgeMinute(figures);
  const { icon: Icon, look, ink } = LOOKS[verdict];
  const sentences: Record<Verdict, string> = {
    good: t`People are being served.`,
    idle: t`The server is up. Nobody asked for anything in the last minute.`,
    slow: t`People are being served, but slowly.`,
    failing: t`Some people get errors.`,
    down: t`Many people get errors.`,
    unknown: hasFailed
      ? t`The figures cannot be read at the moment.`
      : t`There are no figures of the last minute yet.`,
  };
  const isKnown = figures.requests !== null && figures.requests > 0 && !hasFailed;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone }).format(to);
  const good = isKnown ? units.share(1 - figures.errors / (figures.requests ?? 1)) : '';
  const fast = figures.p95 === null ? '' : units.duration(figures.p95);
  return (
    <section
      aria-label={t`Are people being served?`}
      className={cx('mb-5 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-xl p-4 sm:p-5', look)}
    >
      <Icon aria-hidden className={cx('size-8 shrink-0', ink)} strokeWidth={1.75} />
      <div className="min-w-0 flex-1 basis-52">
        <p className="font-display text-lg leading-snug font-bold sm:text-xl">
          {sentences[verdict]}
        </p>
        <p className="tabular mt-0.5 text-sm text-ink-soft">
          {isKnown && (
            <>
              <Trans>
                {good} of <Plural value={figures.requests ?? 0} one="# answer" other="# answers" />{' '}
                in the last minute were good
              </Trans>
              {fast !== '' && <Trans>, 95 of 100 came within {fast}</Trans>}
              {'. '}
            </>
          )}
          <Trans>As of {time}.</Trans>
        </p>
      </div>
      {children}
    </section>
  );
}

type Series = NonNullable<ReturnType<typeof useHistory>['data']>['series'];

function readMinute(requests: Series | undefined, durations: Series | undefined) {
  const all = requests && total(requests, 1);
  return {
    requests: all?.[0] ?? null,
    errors: sumOf(total(labelled(requests ?? [], { status: '5xx' }), 1)),
    p95: durations ? (quantile(durations, 'p95', 1)[0] ?? null) : null,
  };
}

import { Plural, Trans } from '@lingui/react/macro';
import { type ReactNode, Suspense } from 'react';
import { daysInMonth, partsOf } from '#shared/dates/calendar-date.ts';
import type { Calendar, Summary } from '#shared/schemas/insight-schemas.ts';
import type { Money } from '#shared/schemas/primitives.ts';
import { lazyComponent } from '#web/lib/lazy-component.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { BigMoney } from './big-money.tsx';

const TideChart = lazyComponent(() => import('./tide-chart.tsx'), 'TideChart');

/** The present month at a glance: what is left, of what, and how the water rises. */
export function MonthHero({
  summary,
  month,
}: {
  summary: Summary;
  /** The calendar of this month; undefined while it loads. */
  month: Calendar | undefined;
}) {
  const format = useFormatter();
  const { due, paid, left } = summary.month;
  const { year, month: number, day } = partsOf(summary.today);
  const daysLeft = daysInMonth(year, number) - day;
  const name = format.month(summary.month.month);

  return (
    <section
      aria-labelledby="month-hero"
      className="flex min-h-88 flex-col overflow-hidden rounded-xl bg-linear-to-b from-deep to-deep-low text-on-deep shadow-lift"
    >
      <div className="p-6 sm:p-8">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 id="month-hero" className="font-sans text-base font-semibold tracking-normal">
            <Trans>Left to pay in {name}</Trans>
          </h2>
          <p className="text-sm text-on-deep-soft">
            {daysLeft === 0 ? (
              <Trans>Last day of the month</Trans>
            ) : (
              <Plural value={daysLeft} one="# day to go" other="# days to go" />
            )}
          </p>
        </div>
        <p className="mt-2 font-display text-4xl font-bold tracking-tight sm:text-5xl">
          <BigMoney money={left} />
        </p>
        <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-2">
          <Figure label={<Trans>Due this month</Trans>} money={due} dot="bg-moon" />
          <Figure label={<Trans>Paid so far</Trans>} money={paid} dot="bg-foam" />
        </dl>
      </div>
      <div className="mt-auto h-44">
        {month && (
          <Suspense>
            <TideChart month={month} due={due} />
          </Suspense>
        )}
      </div>
    </section>
  );
}

function Figure({ label, money, dot }: { label: ReactNode; money: Money; dot: string }) {
  const format = useFormatter();
  return (
    <div className="flex items-baseline gap-2">
      <span aria-hidden className={`size-2.5 rounded-full ${dot}`} />
      <dt className="text-sm text-on-deep-soft">{label}</dt>
      <dd className="tabular font-semibold">{format.money(money)}</dd>
    </div>
  );
}

import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { toMoney } from '#shared/money/money.ts';
import { useSession } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Notice } from '#web/ui/notice.tsx';
import type { ListTotals } from './list-totals.ts';

/** What the shown ones cost on average, and what could not be counted in. */
export function ListTotalsLine({
  totals: { count, monthly, yearly, unconverted },
}: {
  totals: ListTotals;
}) {
  const { household } = useSession();
  const format = useFormatter();
  const inBase = (minor: bigint) => format.money(toMoney(minor, household.baseCurrency));
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-5 gap-y-1 text-ink-soft">
        <span>
          <Plural value={count} one="# subscription" other="# subscriptions" />
        </span>
        <span>
          <strong className="tabular font-display text-lg font-semibold text-ink">
            {inBase(monthly)}
          </strong>{' '}
          <Trans>a month</Trans>
        </span>
        <span>
          <strong className="tabular font-display text-lg font-semibold text-ink">
            {inBase(yearly)}
          </strong>{' '}
          <Trans>a year, on average</Trans>
        </span>
      </p>
      {unconverted.length > 0 && <Unconverted views={unconverted} />}
    </>
  );
}

function Unconverted({ views }: { views: ListTotals['unconverted'] }) {
  const { t } = useLingui();
  const { baseCurrency } = useSession().household;
  const format = useFormatter();
  const currencies = [...new Set(views.map(({ monthlyCost }) => monthlyCost?.currency ?? ''))];
  const named = format.list(currencies.sort());
  return (
    <Notice
      tone="warning"
      className="mt-3"
      action={
        <Link
          to="/settings/$section"
          params={{ section: 'rates' }}
          className="font-semibold text-amber-ink underline underline-offset-4 hover:no-underline"
        >
          <Trans>Enter a rate</Trans>
        </Link>
      }
    >
      {t`${plural(views.length, {
        one: `# is not in these sums: there is no rate from ${named} to ${baseCurrency}.`,
        other: `# are not in these sums: there is no rate from ${named} to ${baseCurrency}.`,
      })}`}
    </Notice>
  );
}

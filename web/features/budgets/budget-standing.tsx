import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BudgetPeriodView, BudgetView } from '#shared/schemas/budget-schemas.ts';
import { useToday } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Badge } from '#web/ui/badge.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { BudgetBar } from './budget-bar.tsx';
import { usePeriodName } from './use-period-name.ts';

/** How a budget stands: a bar, the figures in words, and the charge that is too much. */
export function BudgetStanding({ budget }: { budget: BudgetView }) {
  const format = useFormatter();
  const nameOf = usePeriodName();
  const { limit, period, current, next, isCategoryGone } = budget;
  if (isCategoryGone) {
    return (
      <p className="flex gap-2 text-sm text-ink-soft">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-amber-ink" />
        <Trans>Its category was deleted, so nothing counts. Choose another one.</Trans>
      </p>
    );
  }
  const [total, most] = [format.money(current.total), format.money(limit)];
  const [charged, coming] = [format.money(current.charged), format.money(current.coming)];
  const span = nameOf(period, current);
  return (
    <div className="grid gap-2">
      <BudgetBar limit={limit} total={current.total} charged={current.charged} />
      <div className="tabular flex flex-wrap justify-between gap-x-4 text-sm text-ink-soft">
        <p>
          <Trans>
            <span className="font-semibold text-ink">{total}</span> of {most} in {span}
          </Trans>
        </p>
        <p className="text-ink-faint">
          {Number(current.coming.amount) > 0 ? (
            <Trans>
              {charged} charged, {coming} coming
            </Trans>
          ) : (
            <Trans>{charged} charged, nothing coming</Trans>
          )}
        </p>
      </div>
      <Passing at={current} />
      {current.exceededBy === null && next.exceededBy !== null && (
        <Passing at={next} of={nameOf(period, next)} />
      )}
      <LeftOut count={current.unconverted.length} />
    </div>
  );
}

/** What is left of it, or by how much it is too much. */
export function BudgetBadge({ budget }: { budget: BudgetView }) {
  const format = useFormatter();
  if (budget.isCategoryGone) return null;
  const { exceededBy, over, remaining } = budget.current;
  const amount = format.money(exceededBy ? over : remaining);
  return (
    <Badge tone={exceededBy ? 'danger' : 'kelp'}>
      <span className="tabular">
        {exceededBy ? <Trans>{amount} over</Trans> : <Trans>{amount} left</Trans>}
      </span>
    </Badge>
  );
}

function Passing({
  at: { exceededBy, over },
  of,
}: {
  at: BudgetPeriodView;
  /** Where it is not the present period. */
  of?: string;
}): ReactNode {
  const format = useFormatter();
  const today = useToday();
  if (!exceededBy) return null;
  const day = format.dayAndMonth(exceededBy.chargedOn);
  const [price, tooMuch] = [format.money(exceededBy.amount), format.money(over)];
  const charge = (
    <Link
      to="/subscriptions/$id"
      params={{ id: exceededBy.subscriptionId }}
      className="font-semibold text-ink underline-offset-4 hover:underline"
    >
      {exceededBy.name}
    </Link>
  );
  const isPast = exceededBy.chargedOn < today;
  return (
    <p className="flex gap-2 text-sm text-ink-soft">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger-ink" />
      <span>
        {of !== undefined ? (
          <Trans>
            {of} will be {tooMuch} over, with {charge} ({price}) on {day}.
          </Trans>
        ) : isPast ? (
          <Trans>
            Passed the limit with {charge} ({price}) on {day}.
          </Trans>
        ) : (
          <Trans>
            Passes the limit with {charge} ({price}) on {day}.
          </Trans>
        )}
      </span>
    </p>
  );
}

function LeftOut({ count }: { count: number }): ReactNode {
  if (count === 0) return null;
  return (
    <p className="text-sm text-ink-faint">
      <Plural
        value={count}
        one="# charge is left out, because no exchange rate is known."
        other="# charges are left out, because no exchange rate is known."
      />{' '}
      <Link to="/settings/$section" params={{ section: 'rates' }} search={{}} className={TEXT_LINK}>
        <Trans>Enter the rate</Trans>
      </Link>
    </p>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { BudgetView } from '#shared/schemas/budget-schemas.ts';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { BudgetBadge, BudgetStanding } from './budget-standing.tsx';
import { byPressure } from './by-pressure.ts';
import { useScopeName } from './use-scope-name.ts';

const MOST_SHOWN = 6;

/** How the budgets stand, the tightest first. */
export function BudgetCard({
  budgets,
  categories,
}: {
  budgets: readonly BudgetView[];
  categories: readonly CategoryView[];
}) {
  const { t } = useLingui();
  const scopeOf = useScopeName(categories);
  const shown = byPressure(budgets).slice(0, MOST_SHOWN);
  const rest = budgets.length - shown.length;
  return (
    <Card aria-label={t`Budgets`}>
      <CardHeader
        title={<Trans>Budgets</Trans>}
        description={<Trans>What is charged and what is coming, against what you set</Trans>}
        action={
          <Link
            to="/settings/$section"
            params={{ section: 'budgets' }}
            search={{}}
            className={TEXT_LINK}
          >
            <Trans>All budgets</Trans>
          </Link>
        }
      />
      <ul className="grid gap-x-8 gap-y-6 md:grid-cols-2">
        {shown.map((budget) => (
          <li key={budget.id} className={shown.length === 1 ? 'md:col-span-2' : undefined}>
            <div className="mb-2 flex items-center justify-between gap-3">
              <div className="min-w-0">
                <h3 className="truncate font-sans font-semibold">{budget.name}</h3>
                <p className="truncate text-sm text-ink-faint">{scopeOf(budget)}</p>
              </div>
              <BudgetBadge budget={budget} />
            </div>
            <BudgetStanding budget={budget} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p className="mt-5 text-sm text-ink-faint">
          <Trans>and {rest} more</Trans>
        </p>
      )}
    </Card>
  );
}

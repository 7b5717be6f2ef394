import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PiggyBank, Plus } from 'lucide-react';
import { useState } from 'react';
import type { BudgetView } from '#shared/schemas/budget-schemas.ts';
import { api } from '#web/lib/api.ts';
import { categoriesQuery, HOUSEHOLD_DATA } from '#web/lib/queries.ts';
import { useCanWrite } from '#web/lib/session.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { EditAndDelete, ItemList, ItemRow } from '#web/ui/item-list.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { useUndoable } from '#web/ui/use-undoable.ts';
import { BudgetDialog } from './budget-dialog.tsx';
import { BudgetBadge, BudgetStanding } from './budget-standing.tsx';
import { budgetsQuery } from './budgets-query.ts';
import { useScopeName } from './use-scope-name.ts';

/** The budgets of the household, to be looked at, added, changed and deleted. */
export function BudgetsPanel() {
  const { t } = useLingui();
  const canWrite = useCanWrite();
  const query = useQuery(budgetsQuery);
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const scopeOf = useScopeName(categories);
  const remove = useRemoveBudget();
  const [edited, setEdited] = useState<string | 'new' | null>(null);

  const add = canWrite && (
    <Button size="sm" variant="primary" icon={Plus} onClick={() => setEdited('new')}>
      <Trans>Add budget</Trans>
    </Button>
  );
  return (
    <>
      <QueryCard
        query={query}
        failure={<Trans>The budgets could not be loaded</Trans>}
        skeletonRows={4}
      >
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <EmptyState
                picture={<PiggyBank aria-hidden className="size-12" strokeWidth={1.5} />}
                title={<Trans>No budgets yet</Trans>}
                action={add}
                className="py-6"
              >
                <Trans>
                  Say what you want to spend at most in a month or a year, on everything or on one
                  category. You see what is coming, and are told before it is too much.
                </Trans>
              </EmptyState>
            </Card>
          ) : (
            <Card>
              <CardHeader
                title={<Trans>All budgets</Trans>}
                description={
                  <Trans>
                    What counts is what the calendar shows, on the day of the charge.{' '}
                    <Link
                      to="/settings/$section"
                      params={{ section: 'reminders' }}
                      search={{}}
                      className={TEXT_LINK}
                    >
                      When you are told
                    </Link>
                  </Trans>
                }
                action={add}
              />
              <ItemList label={t`Budgets`}>
                {items.map((budget) => (
                  <ItemRow
                    key={budget.id}
                    title={budget.name}
                    detail={scopeOf(budget)}
                    below={
                      <>
                        <div className="mb-2 sm:hidden">
                          <BudgetBadge budget={budget} />
                        </div>
                        <BudgetStanding budget={budget} />
                      </>
                    }
                  >
                    <div className="me-2 max-sm:hidden">
                      <BudgetBadge budget={budget} />
                    </div>
                    {canWrite && (
                      <EditAndDelete
                        name={budget.name}
                        onEdit={() => setEdited(budget.id)}
                        onDelete={() => void remove(budget)}
                      />
                    )}
                  </ItemRow>
                ))}
              </ItemList>
            </Card>
          )
        }
      </QueryCard>
      {edited !== null && (
        <BudgetDialog
          budget={query.data?.items.find(({ id }) => id === edited)}
          categories={categories}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function useRemoveBudget() {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const undoable = useUndoable(HOUSEHOLD_DATA);
  return ({ id, name, version }: BudgetView) =>
    undoable({
      hide: () =>
        queryClient.setQueryData(
          budgetsQuery.queryKey,
          (page) => page && { ...page, items: page.items.filter((item) => item.id !== id) },
        ),
      run: () => api('DELETE budgets/{id}', { params: { id }, version }),
      undo: () => api('POST budgets/{id}/restore', { params: { id } }),
      done: t`${name} is deleted`,
      undone: t`${name} is back`,
    });
}

import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import { api } from '#web/lib/api.ts';
import { categoryColor } from '#web/lib/category-color.ts';
import { categoriesQuery, HOUSEHOLD_DATA } from '#web/lib/queries.ts';
import { useCanWrite } from '#web/lib/session.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { EditAndDelete, ItemList, ItemRow } from '#web/ui/item-list.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { useUndoable } from '#web/ui/use-undoable.ts';
import { CategoryDialog } from './category-dialog.tsx';
import { leastUsedColor } from './least-used-color.ts';

/** The categories of the household, to be added, renamed, coloured and deleted. */
export function CategoriesPanel() {
  const { t } = useLingui();
  const canWrite = useCanWrite();
  const query = useQuery(categoriesQuery);
  const remove = useRemoveCategory();
  const [edited, setEdited] = useState<string | 'new' | null>(null);
  const categories = query.data?.items ?? [];

  return (
    <>
      <QueryCard
        query={query}
        failure={<Trans>The categories could not be loaded</Trans>}
        skeletonRows={8}
      >
        {({ items }) => (
          <Card>
            <CardHeader
              title={<Trans>All categories</Trans>}
              description={<Trans>They colour the charts and group the list.</Trans>}
              action={
                canWrite && (
                  <Button size="sm" variant="primary" icon={Plus} onClick={() => setEdited('new')}>
                    <Trans>Add category</Trans>
                  </Button>
                )
              }
            />
            {items.length === 0 ? (
              <EmptyState title={<Trans>No categories</Trans>} className="py-4">
                <Trans>Add one to see where the money goes.</Trans>
              </EmptyState>
            ) : (
              <ItemList label={t`Categories`}>
                {items.map((category) => (
                  <ItemRow
                    key={category.id}
                    lead={
                      <span
                        aria-hidden
                        className="size-8 shrink-0 rounded-full"
                        style={{ backgroundColor: categoryColor(category.color) }}
                      />
                    }
                    title={
                      <Link
                        to="/subscriptions"
                        search={{ category: category.id }}
                        title={t`Show its subscriptions`}
                        className="rounded-xs underline-offset-4 hover:underline"
                      >
                        {category.name}
                      </Link>
                    }
                  >
                    {canWrite && (
                      <EditAndDelete
                        name={category.name}
                        onEdit={() => setEdited(category.id)}
                        onDelete={() => void remove(category)}
                      />
                    )}
                  </ItemRow>
                ))}
              </ItemList>
            )}
          </Card>
        )}
      </QueryCard>
      {edited !== null && (
        <CategoryDialog
          category={categories.find(({ id }) => id === edited)}
          suggestedColor={leastUsedColor(categories)}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function useRemoveCategory() {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const undoable = useUndoable(HOUSEHOLD_DATA);
  return ({ id, name, version }: CategoryView) =>
    undoable({
      hide: () =>
        queryClient.setQueryData(
          categoriesQuery.queryKey,
          (page) => page && { ...page, items: page.items.filter((item) => item.id !== id) },
        ),
      run: () => api('DELETE categories/{id}', { params: { id }, version }),
      undo: () => api('POST categories/{id}/restore', { params: { id } }),
      done: t`${name} is deleted`,
      undone: t`${name} is back`,
    });
}

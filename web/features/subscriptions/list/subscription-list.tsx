import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { paymentMethodsQuery } from '#web/lib/queries.ts';
import { useCanWrite } from '#web/lib/session.tsx';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { useBulkChanges } from '../changes/use-bulk-changes.ts';
import type { BulkQuestion } from './bulk-answer.ts';
import { BulkBar } from './bulk-bar.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import { ListEmpty } from './list-empty.tsx';
import { listEntries } from './list-entries.ts';
import { DEFAULT_GROUPING, DEFAULT_SORT, type ListSearch } from './list-search.ts';
import { ListSkeleton } from './list-skeleton.tsx';
import { ListToolbar } from './list-toolbar.tsx';
import { ListTotalsLine } from './list-totals-line.tsx';
import { extendTo, NOTHING_SELECTED, onlyShown, selectAll, toggle } from './selection.ts';
import { StatusChips } from './status-chips.tsx';
import { SubscriptionGrid } from './subscription-grid.tsx';
import { useSubscriptionList } from './use-subscription-list.ts';

/** All subscriptions, or the trash: found, sorted, grouped, and changed many at a time. */
export function SubscriptionList({
  search,
  onSearch,
}: {
  search: ListSearch;
  onSearch: (change: Partial<ListSearch>) => void;
}) {
  const { t } = useLingui();
  const canWrite = useCanWrite();
  const isTrash = search.view === 'trash';
  const list = useSubscriptionList(search);
  const paymentMethods = useQuery(paymentMethodsQuery).data?.items ?? [];
  const [selected, setSelected] = useState(NOTHING_SELECTED);
  const [question, setQuestion] = useState<BulkQuestion | null>(null);

  const { query, shown, groups } = list;
  const entries = useMemo(() => listEntries(shown, groups), [shown, groups]);
  const order = useMemo(
    () => entries.flatMap((entry) => (entry.kind === 'view' ? [entry.key] : [])),
    [entries],
  );
  const selection = useMemo(() => onlyShown(selected, order), [selected, order]);
  const chosen = useMemo(() => shown.filter(({ id }) => selection.ids.has(id)), [shown, selection]);
  const bulk = useBulkChanges({
    onDone: (failed) =>
      setSelected({ ids: new Set(failed.map(({ id }) => id)), anchor: failed[0]?.id ?? null }),
  });

  if (query.isPending) return <ListSkeleton />;
  if (query.isError && list.all.length === 0) {
    return (
      <ErrorState
        error={query.error}
        title={<Trans>Your subscriptions could not be loaded</Trans>}
        isRetrying={query.isFetching}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (list.all.length === 0) return <ListEmpty reason={isTrash ? 'trash' : 'first'} />;

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <ListToolbar
        search={search}
        categories={list.categories}
        tags={list.tags}
        isTrash={isTrash}
        onChange={onSearch}
      />
      {!isTrash && (
        <StatusChips
          value={search.status}
          counts={list.statusCounts}
          onChange={(status) => onSearch({ status })}
        />
      )}
      <div aria-live="polite">
        {!isTrash && <ListTotalsLine totals={list.totals} />}
        {query.hasNextPage && <Loaded count={list.all.length} />}
      </div>
      {query.isFetchNextPageError && (
        <ErrorState
          error={query.error}
          title={<Trans>Some of your subscriptions could not be loaded</Trans>}
          onRetry={() => void query.fetchNextPage()}
        />
      )}
      {shown.length === 0 ? (
        <ListEmpty
          reason="filter"
          onClear={() =>
            onSearch({ q: undefined, status: undefined, category: undefined, tag: undefined })
          }
        />
      ) : (
        <div>
          {canWrite && chosen.length > 0 && (
            <BulkBar
              count={chosen.length}
              isTrash={isTrash}
              progress={bulk.progress}
              onAsk={setQuestion}
              onRemove={() => void bulk.remove(chosen)}
              onRestore={() => void bulk.restore(chosen)}
              onClear={() => setSelected(NOTHING_SELECTED)}
            />
          )}
          <SubscriptionGrid
            entries={entries}
            order={order}
            categories={list.categories}
            selection={selection}
            sort={search.sort ?? DEFAULT_SORT}
            grouping={search.group ?? DEFAULT_GROUPING}
            isTrash={isTrash}
            onSort={(sort) => onSearch({ sort })}
            onToggle={(id) => setSelected(toggle(selection, id))}
            onExtend={(id) => setSelected(extendTo(selection, id, order))}
            onSelectAll={() => setSelected(selectAll(order))}
            onClear={() => setSelected(NOTHING_SELECTED)}
          />
          <p className="mt-3 text-sm text-ink-faint max-lg:hidden">
            {isTrash
              ? t`Select what you want to have back.`
              : t`Arrow keys move, Space selects, Shift extends, Enter opens.`}
          </p>
        </div>
      )}
      {question && (
        <BulkDialog
          question={question}
          count={chosen.length}
          categories={list.categories}
          paymentMethods={paymentMethods}
          tags={[...new Set(chosen.flatMap(({ tags }) => tags))].sort()}
          onAnswer={(answer) => void bulk.answer(chosen, answer)}
          onClose={() => setQuestion(null)}
        />
      )}
    </div>
  );
}

function Loaded({ count }: { count: number }) {
  const format = useFormatter();
  return (
    <p className="mt-1 text-sm text-ink-faint">
      <Trans>{format.number(count)} loaded, more are on their way …</Trans>
    </p>
  );
}

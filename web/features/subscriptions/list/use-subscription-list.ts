import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { categoriesQuery, subscriptionsQuery, summaryQuery } from '#web/lib/queries.ts';
import { useSession, useToday } from '#web/lib/session.tsx';
import { createCostReader } from './base-cost.ts';
import { filterViews, tagCounts } from './filter-views.ts';
import { groupViews } from './group-views.ts';
import { DEFAULT_GROUPING, DEFAULT_SORT, type ListSearch } from './list-search.ts';
import { totalsOf } from './list-totals.ts';
import { sortViews } from './sort-views.ts';

const NONE: readonly never[] = [];

/**
 * Every subscription of the household, page after page, and what the search makes of them. They are
 * filtered here rather than on the server, so that the list follows each key press.
 */
export function useSubscriptionList(search: ListSearch) {
  const isTrash = search.view === 'trash';
  const { household } = useSession();
  const today = useToday();
  const query = useInfiniteQuery(subscriptionsQuery(isTrash ? { trash: 'true' } : {}));
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const categories = useQuery(categoriesQuery).data?.items ?? NONE;
  const rates = useQuery(summaryQuery).data?.rates ?? NONE;

  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  const all = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? NONE, [query.data]);
  const costOf = useMemo(
    () => createCostReader({ baseCurrency: household.baseCurrency, today, rates }),
    [household.baseCurrency, today, rates],
  );
  const { q, status, category, tag, sort = DEFAULT_SORT, group = DEFAULT_GROUPING } = search;
  const shown = useMemo(() => {
    const found = filterViews(all, { q, status, category, tag });
    return isTrash ? newestFirst(found) : sortViews(found, sort, costOf);
  }, [all, q, status, category, tag, sort, costOf, isTrash]);
  const groups = useMemo(
    () => (group === 'none' || isTrash ? null : groupViews(shown, group, { categories, costOf })),
    [shown, group, categories, costOf, isTrash],
  );

  return {
    query,
    all,
    shown,
    groups,
    categories,
    /** Of each status, however the list is narrowed otherwise. */
    statusCounts: useMemo(
      () => Map.groupBy(filterViews(all, { q, category, tag }), (view) => view.status),
      [all, q, category, tag],
    ),
    tags: useMemo(() => tagCounts(all), [all]),
    totals: useMemo(() => totalsOf(shown, costOf), [shown, costOf]),
  };
}

/** What was deleted last is what people look for. */
function newestFirst(views: readonly SubscriptionView[]): SubscriptionView[] {
  return views.toSorted((a, b) => ((a.deletedAt ?? '') < (b.deletedAt ?? '') ? 1 : -1));
}

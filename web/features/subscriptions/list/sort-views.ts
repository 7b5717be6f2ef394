import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { foldText } from '#shared/text/fold-text.ts';
import type { CostReader } from './base-cost.ts';
import type { ListSort, ListSortKey } from './list-search.ts';

type Key = string | bigint | null;

/** Sorted by the key; what has no value comes last in either direction, equals go by name. */
export function sortViews(
  views: readonly SubscriptionView[],
  sort: ListSort,
  costOf: CostReader,
): SubscriptionView[] {
  const isDescending = sort.startsWith('-');
  const keyOf = KEYS[(isDescending ? sort.slice(1) : sort) as ListSortKey];
  const sign = isDescending ? -1 : 1;
  return views
    .map((view) => ({ view, key: keyOf(view, costOf), name: foldText(view.name) }))
    .sort((a, b) => {
      if (a.key !== b.key) {
        if (a.key === null) return 1;
        if (b.key === null) return -1;
        return a.key < b.key ? -sign : sign;
      }
      if (a.name !== b.name) return a.name < b.name ? -1 : 1;
      return a.view.id < b.view.id ? -1 : 1;
    })
    .map(({ view }) => view);
}

const KEYS: Record<ListSortKey, (view: SubscriptionView, costOf: CostReader) => Key> = {
  name: ({ name }) => foldText(name),
  nextDueOn: ({ nextDueOn }) => nextDueOn,
  monthlyCost: (view, costOf) => costOf(view)?.monthly ?? null,
  createdAt: ({ createdAt }) => createdAt,
};

import { monthOf } from '#shared/dates/date-arithmetic.ts';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { STATUSES } from '#shared/subscriptions/subscription.ts';
import type { CostReader } from './base-cost.ts';
import { type ListGrouping, NO_CATEGORY } from './list-search.ts';
import { type ListTotals, totalsOf } from './list-totals.ts';

/** `key` is a status, the id of a category or {@link NO_CATEGORY}, a month, or {@link NOTHING_DUE}. */
export interface ViewGroup {
  key: string;
  totals: ListTotals;
  views: readonly SubscriptionView[];
}

export const NOTHING_DUE = 'never';

/** Splits a sorted list; within a group its order stays. Without grouping there are no groups. */
export function groupViews(
  views: readonly SubscriptionView[],
  grouping: Exclude<ListGrouping, 'none'>,
  { categories, costOf }: { categories: readonly CategoryView[]; costOf: CostReader },
): ViewGroup[] {
  const groups = Map.groupBy(views, (view) => keyOf(view, grouping));
  return orderOf(groups, grouping, categories).flatMap((key) => {
    const members = groups.get(key);
    return members ? [{ key, totals: totalsOf(members, costOf), views: members }] : [];
  });
}

function keyOf(view: SubscriptionView, grouping: Exclude<ListGrouping, 'none'>): string {
  switch (grouping) {
    case 'month':
      return view.nextDueOn === null ? NOTHING_DUE : monthOf(view.nextDueOn);
    case 'category':
      return view.categoryId ?? NO_CATEGORY;
    case 'status':
      return view.status;
  }
}

function orderOf(
  groups: ReadonlyMap<string, unknown>,
  grouping: Exclude<ListGrouping, 'none'>,
  categories: readonly CategoryView[],
): readonly string[] {
  switch (grouping) {
    case 'month':
      // Digits sort before letters, so that what is never due comes last.
      return [...groups.keys()].sort();
    case 'category': {
      const known = categories.map(({ id }) => id);
      // A category that another tab has made since is not among the known ones.
      const unknown = [...groups.keys()].filter((key) => !known.includes(key));
      return [...known, ...unknown.filter((key) => key !== NO_CATEGORY), NO_CATEGORY];
    }
    case 'status':
      return STATUSES;
  }
}

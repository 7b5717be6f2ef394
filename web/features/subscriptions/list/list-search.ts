import { STATUSES, type Status } from '#shared/subscriptions/subscription.ts';

export const LIST_SORTS = ['nextDueOn', 'name', 'monthlyCost', 'createdAt'] as const;
export type ListSortKey = (typeof LIST_SORTS)[number];
export type ListSort = ListSortKey | `-${ListSortKey}`;

export const LIST_GROUPINGS = ['none', 'month', 'category', 'status'] as const;
export type ListGrouping = (typeof LIST_GROUPINGS)[number];

/** What the list shows, as it stands in the address. Left out is what holds anyway. */
export interface ListSearch {
  q?: string;
  status?: Status;
  /** Id of a category, or {@link NO_CATEGORY}. */
  category?: string;
  tag?: string;
  sort?: ListSort;
  group?: ListGrouping;
  view?: 'trash';
}

export const NO_CATEGORY = 'none';
export const DEFAULT_SORT: ListSort = 'nextDueOn';
export const DEFAULT_GROUPING: ListGrouping = 'none';

const TEXT_MAXIMUM = 200;

/** Reads an address, which anybody may have written by hand: what makes no sense is left out. */
export function readListSearch(search: Record<string, unknown>): ListSearch {
  const { status, sort, group } = search;
  const sorts: readonly unknown[] = LIST_SORTS.flatMap((key) => [key, `-${key}`]);
  return {
    ...textEntry('q', search.q),
    ...(isOneOf(STATUSES, status) ? { status } : {}),
    ...textEntry('category', search.category),
    ...textEntry('tag', search.tag),
    ...(sorts.includes(sort) && sort !== DEFAULT_SORT ? { sort: sort as ListSort } : {}),
    ...(isOneOf(LIST_GROUPINGS, group) && group !== DEFAULT_GROUPING ? { group } : {}),
    ...(search.view === 'trash' ? { view: 'trash' } : {}),
  };
}

/** Whether anything narrows the list. */
export function isFiltering({ q, status, category, tag }: ListSearch): boolean {
  return Boolean(q || status || category || tag);
}

// The router reads `?tag=2026` as a number.
function textEntry<Name extends 'q' | 'category' | 'tag'>(name: Name, value: unknown) {
  if (typeof value !== 'string' && typeof value !== 'number') return {};
  const text = String(value).slice(0, TEXT_MAXIMUM);
  return text === '' ? {} : ({ [name]: text } as { [Key in Name]: string });
}

function isOneOf<Value>(values: readonly Value[], value: unknown): value is Value {
  return (values as readonly unknown[]).includes(value);
}

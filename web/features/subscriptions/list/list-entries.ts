import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import type { ViewGroup } from './group-views.ts';

/** A line of the list as it is drawn: a heading or a subscription. */
export type ListEntry =
  | { kind: 'group'; key: string; group: ViewGroup }
  | { kind: 'view'; key: string; view: SubscriptionView };

export function listEntries(
  views: readonly SubscriptionView[],
  groups: readonly ViewGroup[] | null,
): ListEntry[] {
  if (groups === null) return views.map(toEntry);
  return groups.flatMap((group) => [
    { kind: 'group' as const, key: `group-${group.key}`, group },
    ...group.views.map(toEntry),
  ]);
}

function toEntry(view: SubscriptionView): ListEntry {
  return { kind: 'view', key: view.id, view };
}

import { type QueryCache, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { staleSince } from './stale-answers.ts';

/** When the oldest of what the page shows was last known to be true; null: it is true. */
export function useStaleSince(): number | null {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback((onChange: () => void) => cache.subscribe(onChange), [cache]);
  return useSyncExternalStore(subscribe, () => oldestShown(cache));
}

export function oldestShown(cache: QueryCache): number | null {
  const shown = cache.findAll({ type: 'active' });
  const ages = shown.flatMap(({ state }) => staleSince(state.data) ?? []);
  return ages.length > 0 ? Math.min(...ages) : null;
}

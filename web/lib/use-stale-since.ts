import { type QueryCache, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { isFromDevice, staleSince } from './stale-answers.ts';

/** When the oldest of what the page shows was last known to be true; null: it is true. */
export function useStaleSince(): number | null {
  return useShown(oldestShown);
}

/** Whether the page shows what this device kept. */
export function useIsFromDevice(): boolean {
  return useShown(isShownFromDevice);
}

export function oldestShown(cache: QueryCache): number | null {
  const shown = cache.findAll({ type: 'active' }).flatMap(({ queryKey, state }) => {
    const since = staleSince(state.data);
    return since === null ? [] : { since, isSession: queryKey[0] === 'session' };
  });
  // Who is signed in is asked for seldom: it tells the age of a page that shows nothing else.
  const contents = shown.filter(({ isSession }) => !isSession);
  const ages = (contents.length > 0 ? contents : shown).map(({ since }) => since);
  return ages.length > 0 ? Math.min(...ages) : null;
}

export function isShownFromDevice(cache: QueryCache): boolean {
  return cache.findAll({ type: 'active' }).some(({ state }) => isFromDevice(state.data));
}

function useShown<Value>(read: (cache: QueryCache) => Value): Value {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback((onChange: () => void) => cache.subscribe(onChange), [cache]);
  return useSyncExternalStore(subscribe, () => read(cache));
}

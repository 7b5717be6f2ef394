import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { subscriptionsQuery } from '#web/lib/queries.ts';

const MOST = 8;

/**
 * What the server finds for the text. While it is asked, those of what it found last that fit by
 * their name stay: who types on and presses Enter means what stands there.
 */
export function useFoundSubscriptions(text: string) {
  const wanted = text.trim();
  const q = useDeferredValue(wanted);
  const { data, isFetching, isError } = useInfiniteQuery(subscriptionsQuery({ q, limit: MOST }));
  const items = data?.pages[0]?.items;
  const [found, setFound] = useState({ q, items: items ?? [] });
  if (items && (found.q !== q || found.items !== items)) setFound({ q, items });
  const isAnswered = found.q === wanted;
  const fitting = found.items.filter(({ name }) => fits(name, wanted));
  return {
    /** For which text these were found. */
    q: found.q,
    subscriptions: isAnswered ? found.items : fitting,
    isSearching: isFetching,
    isError,
  };
}

function fits(name: string, text: string): boolean {
  return name.toLowerCase().includes(text.toLowerCase());
}

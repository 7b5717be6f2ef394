import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InfiniteQueryObserver, type QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ApiClient, createApiClient } from './api-client.ts';
import { createQueryClient } from './query-client.ts';
import { markIfStale, staleSince } from './stale-answers.ts';
import { oldestShown } from './use-stale-since.ts';

const MINUTE = 60_000;

let server: Server;
let api: ApiClient;
let queries: QueryClient;
/** For how many seconds answers have been stale, by address; absent: they are true. */
let staleFor: Record<string, number>;
let unsubscribe: (() => void)[];

beforeEach(async () => {
  staleFor = {};
  unsubscribe = [];
  server = createServer((request, response) => {
    const seconds = staleFor[request.url ?? ''];
    if (seconds !== undefined) response.setHeader('cache-status', `Duetide; hit; ttl=-${seconds}`);
    response.end(JSON.stringify({ items: [request.url], nextCursor: 'next' }));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  api = createApiClient({ fetch, base: `http://127.0.0.1:${port}/` });
  queries = createQueryClient(() => {});
});
afterEach(() => {
  for (const end of unsubscribe) end();
  queries.clear();
  server.closeAllConnections();
  server.close();
});

/** As a page does that shows one address. */
function show(name: 'categories' | 'payment-methods') {
  const queryFn = () => api(`GET ${name}`, {});
  const observer = new QueryObserver(queries, { queryKey: [name], queryFn });
  const end = observer.subscribe(() => {});
  unsubscribe.push(end);
  return { end, refetch: () => observer.refetch() };
}

const minutesAgo = (instant: number | null) =>
  instant === null ? null : Math.round((Date.now() - instant) / MINUTE);
const oldest = () => minutesAgo(oldestShown(queries.getQueryCache()));

describe('what a page shows', () => {
  it('is as old as its oldest answer, and true again with fresh ones, changed or not', async () => {
    const [categories, methods] = [show('categories'), show('payment-methods')];
    await Promise.all([categories.refetch(), methods.refetch()]);
    expect(oldest()).toBeNull();
    staleFor = { '/categories': 120, '/payment-methods': 600 };
    await Promise.all([categories.refetch(), methods.refetch()]);
    expect(oldest()).toBe(10);
    staleFor = { '/categories': 180 };
    await Promise.all([categories.refetch(), methods.refetch()]);
    expect(oldest()).toBe(3);
    staleFor = {};
    await categories.refetch();
    expect(oldest()).toBeNull();
  });

  it('does not include what another page showed', async () => {
    staleFor = { '/categories': 120 };
    const [categories, methods] = [show('categories'), show('payment-methods')];
    await Promise.all([categories.refetch(), methods.refetch()]);
    expect(oldest()).toBe(2);
    categories.end();
    expect(oldest()).toBeNull();
  });

  it('includes every page of a list', async () => {
    const observer = new InfiniteQueryObserver(queries, {
      queryKey: ['rates'],
      initialPageParam: '1',
      queryFn: ({ pageParam }) => api('GET rates', { query: { cursor: pageParam } }),
      getNextPageParam: () => '2',
    });
    unsubscribe.push(observer.subscribe(() => {}));
    await observer.refetch();
    staleFor = { '/rates?cursor=2': 240 };
    await observer.fetchNextPage();
    expect(oldest()).toBe(4);
    staleFor = {};
    await observer.refetch();
    expect(oldest()).toBeNull();
  });

  it('is asked for again while it is stale, and not after', async () => {
    const categories = show('categories');
    const intervalOf = () => {
      const [query] = queries.getQueryCache().findAll();
      const { refetchInterval } = queries.getDefaultOptions().queries ?? {};
      return typeof refetchInterval === 'function' && query ? refetchInterval(query) : undefined;
    };
    staleFor = { '/categories': 1 };
    await categories.refetch();
    expect(intervalOf()).toBe(15_000);
    staleFor = {};
    await categories.refetch();
    expect(intervalOf()).toBe(false);
  });
});

it.each([null, '', 'Duetide; hit', 'Duetide; hit; ttl=30', 'Duetide; fwd=miss'])(
  'an answer with the cache status %j is true',
  (status) => {
    const answer = {};
    markIfStale(answer, status, Date.now());
    expect(staleSince(answer)).toBeNull();
  },
);

it('what is no object is no answer', () => {
  markIfStale('text', 'Duetide; hit; ttl=-3', Date.now());
  for (const nothing of ['text', null, undefined, 3]) expect(staleSince(nothing)).toBeNull();
});

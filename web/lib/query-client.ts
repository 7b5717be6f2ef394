import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isApiError } from './api-error.ts';
import { shareUnchanged, staleSince } from './stale-answers.ts';

const RETRIES = 2;
const FRESH_MS = 30_000;
/** What is shown from before an outage is asked for again, until it is true. */
const STALE_REFETCH_MS = 15_000;

/** @param onSignedOut called when the server no longer knows the session. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isApiError(error, 'not-signed-in')) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // Whether there is a connection, only the attempt shows: the server may be this machine.
        networkMode: 'always',
        staleTime: ({ state }) => (staleSince(state.data) === null ? FRESH_MS : 0),
        structuralSharing: shareUnchanged,
        refetchInterval: ({ state }) =>
          staleSince(state.data) === null ? false : STALE_REFETCH_MS,
        retry: (failures, error) => failures < RETRIES && isWorthRetrying(error),
      },
      // What changed is asked for again by whoever changed it; a write is never sent twice unasked.
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

function isWorthRetrying(error: unknown): boolean {
  return isApiError(error, 'no-connection') || isApiError(error, 'unavailable');
}

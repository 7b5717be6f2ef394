import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isApiError } from './api-error.ts';

const RETRIES = 2;

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
        staleTime: 30_000,
        retry: (failures, error) => failures < RETRIES && isWorthRetrying(error),
      },
      // What changed is asked for again by whoever changed it; a write is never sent twice unasked.
      mutations: { retry: false },
    },
  });
}

function isWorthRetrying(error: unknown): boolean {
  return isApiError(error, 'no-connection') || isApiError(error, 'unavailable');
}

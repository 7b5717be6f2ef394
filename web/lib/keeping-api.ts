import type { ApiClient } from './api-client.ts';
import type { Answer } from './api-contract.ts';
import { ApiError, isApiError } from './api-error.ts';
import { type KeptAnswers, keyOf } from './kept-answers.ts';
import { isKept } from './kept-endpoints.ts';
import { markAsKept, staleSince } from './stale-answers.ts';

interface Question {
  params?: object;
  query?: object;
}

/**
 * An API that answers from this device where it can, and marks what it answers, while the server
 * cannot be reached or cannot answer because its database is away. Nothing is written later: a
 * change is made now, or refused in words.
 */
export function createKeepingApi(deps: {
  api: ApiClient;
  kept: KeptAnswers;
  now: () => number;
  /** Whether the browser knows of no connection at all. That it does does not mean that there is one. */
  isOffline: () => boolean;
}): ApiClient {
  const { api, kept, now, isOffline } = deps;
  return async (endpoint, ...given) => {
    const key = isKept(endpoint) ? keyOf(endpoint, (given[0] ?? {}) as Question) : null;
    const keep = kept.begin();
    try {
      const answer = await api(endpoint, ...given);
      if (key) keep({ key, answer, trueAt: staleSince(answer) ?? now() });
      return answer;
    } catch (cause) {
      if (!isOfServerAway(cause)) throw cause;
      const found = key && (await kept.read(key));
      if (found) {
        markAsKept(found.answer, found.trueAt);
        return found.answer as Answer<typeof endpoint>;
      }
      if (!isOffline() || isApiError(cause, 'unavailable')) throw cause;
      throw new ApiError(endpoint.startsWith('GET ') ? 'not-kept' : 'needs-connection', { cause });
    }
  };
}

function isOfServerAway(cause: unknown): boolean {
  return isApiError(cause, 'no-connection') || isApiError(cause, 'unavailable');
}

import { createApiClient } from './api-client.ts';
import { createIndexedKeptStore } from './indexed-kept-store.ts';
import { createKeepingApi } from './keeping-api.ts';
import { createKeptAnswers } from './kept-answers.ts';

const now = () => Date.now();

/** What this device keeps of the answers below, for whoever is signed in. */
export const keptAnswers = createKeptAnswers({
  store: createIndexedKeptStore(),
  format: import.meta.env.KEPT_FORMAT,
  now,
  // Not every browser has it.
  whenIdle: (run) =>
    'requestIdleCallback' in window
      ? requestIdleCallback(run, { timeout: 2_000 })
      : setTimeout(run, 500),
});

/** The API of the server that the page came from. */
export const api = createKeepingApi({
  api: createApiClient({
    fetch: (input, init) => fetch(input, init),
    base: '/api/v1/',
  }),
  kept: keptAnswers,
  now,
  isOffline: () => !navigator.onLine,
});

import { createApiClient } from './api-client.ts';

/** The API of the server that the page came from. */
export const api = createApiClient({
  fetch: (input, init) => fetch(input, init),
  base: '/api/v1/',
});

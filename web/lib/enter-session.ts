import type { QueryClient } from '@tanstack/react-query';
import type { CurrentSession } from '#shared/schemas/account-schemas.ts';
import { sessionQuery } from './queries.ts';
import { rememberSignIn } from './sign-in-memory.ts';

/** What the app knows after signing in or up, without asking again. */
export function enterSession(queryClient: QueryClient, session: CurrentSession): void {
  rememberSignIn(true);
  queryClient.setQueryData(sessionQuery.queryKey, session);
}

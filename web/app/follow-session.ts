import type { QueryClient } from '@tanstack/react-query';
import type { CurrentSession } from '#shared/schemas/account-schemas.ts';
import type { KeptAnswers } from '#web/lib/kept-answers.ts';
import { staleSince } from '#web/lib/stale-answers.ts';

const SESSION = 'session';

/** What this device keeps and this tab shows is of whoever is signed in, and of nobody after that. */
export function followSession(queries: QueryClient, kept: KeptAnswers): void {
  let person: string | null = null;
  queries.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return;
    if (event.query.queryKey[0] !== SESSION) return;
    const session = event.query.state.data as CurrentSession | null;
    void kept.belongTo(session, staleSince(session) ?? Date.now());
    const next = session ? session.user.id : null;
    // Another tab signed out and somebody else in: the cookie is theirs, and so must the page be.
    if (person && next && next !== person) {
      void queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION });
    }
    person = next ?? person;
  });
}

/** Asks anew when the connection comes or goes: only the attempt shows whether the server answers. */
export function followConnection(queries: QueryClient): void {
  const askAnew = () =>
    void queries.invalidateQueries({
      predicate: (query) => query.isActive() || staleSince(query.state.data) !== null,
    });
  addEventListener('offline', askAnew);
  addEventListener('online', askAnew);
}

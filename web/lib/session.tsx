import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useState } from 'react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import { isAtLeast } from '#shared/households.ts';
import type { CurrentSession } from '#shared/schemas/account-schemas.ts';
import { sessionQuery } from './queries.ts';

const SessionContext = createContext<CurrentSession | null>(null);

/** Follows changes of the household; keeps the last session while signing out leads elsewhere. */
export function SessionProvider({
  initial,
  children,
}: {
  initial: CurrentSession;
  children: ReactNode;
}) {
  const { data } = useQuery(sessionQuery);
  const [last, setLast] = useState(initial);
  if (data && data !== last) setLast(data);
  return <SessionContext value={last}>{children}</SessionContext>;
}

/** Who is signed in and where; for everything behind the guard. */
export function useSession(): CurrentSession {
  const session = use(SessionContext);
  if (!session) throw new Error('There is no SessionProvider');
  return session;
}

/** Whether this person may add and change; viewers may only look. */
export function useCanWrite(): boolean {
  return isAtLeast(useSession().household.role, 'member');
}

/** The date in the household's time zone, when this renders. */
export function useToday(): CalendarDate {
  return todayIn(useSession().household.timeZone, Date.now());
}

import type { FastifyRequest } from 'fastify';
import type { Role } from '#shared/households.ts';

/** Who asks, and for which household: set on every request that passed the session check. */
export interface Member {
  readonly userId: string;
  readonly sessionId: string;
  readonly userRole: 'operator' | 'user';
  readonly householdId: string;
  readonly role: Role;
  readonly timeZone: string;
  readonly baseCurrency: string;
}

/** For whom a service works: the tenant, its calendar and its currency. A `Member` is one. */
export type HouseholdScope = Pick<Member, 'householdId' | 'timeZone' | 'baseCurrency'>;

export type RateLimitGroup = 'api' | 'auth' | 'health';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null on routes that are open to everybody. */
    member: Member | null;
    /**
     * The id for the resource this request makes: the same when the request is repeated
     * with its `Idempotency-Key`. UUIDv7.
     */
    resourceId: string;
  }
  interface FastifyContextConfig {
    /**
     * `public`: no session needed; `operator`: whoever runs the installation, in any household.
     * Otherwise the least role; `viewer` reads, `member` writes.
     */
    access?: 'public' | 'operator' | Role;
    /** The answer is a function of the household's data, the address and today. */
    isCached?: boolean;
    /**
     * What of a body may leave a trace, for bodies that hold secrets: a hash of a password that
     * people choose can be guessed. Bodies that differ in the rest only count as the same one.
     */
    tracedPart?: (body: unknown) => unknown;
    /** Which budget of requests a minute it draws on; `api` unless said otherwise. */
    rateLimitGroup?: RateLimitGroup;
  }
}

/** The member of a request on a route that is not public. */
export function memberOf(request: FastifyRequest): Member {
  if (!request.member) throw new Error(`No session check on ${request.routeOptions.url}`);
  return request.member;
}

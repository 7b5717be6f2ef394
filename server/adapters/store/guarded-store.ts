import {
  CallTimeoutError,
  type CircuitBreaker,
  CircuitOpenError,
} from '#server/observability/circuit-breaker.ts';
import { AppError } from '#shared/app-error.ts';
import type { Repositories, Store } from './store.ts';

/** How long a person's request may wait for one answer of the database. */
const ORDINARY_LIMIT_MS = 1_500;
/** For what touches many rows. The breaker's own limit has to be as long. */
export const LONGEST_CALL_MS = 30_000;

/** What touches many rows: deletions of everything somebody has, imports, and the purges. */
const LONG_CALLS: { [Name in keyof Repositories]?: readonly (keyof Repositories[Name])[] } = {
  users: ['delete'],
  sessions: ['purge'],
  passwordResets: ['purge'],
  households: ['delete'],
  subscriptions: ['insertMany', 'purgeTrash'],
  payments: ['insertMany'],
  categories: ['purgeTrash'],
  paymentMethods: ['purgeTrash'],
  imports: ['purge'],
  idempotency: ['purge'],
  jobs: ['insertMany', 'purge'],
};

/**
 * The store behind a breaker: what takes too long is given up, and while the circuit is open
 * nobody waits. Both become `unavailable` with the time after which trying again makes sense.
 */
export function guardStore(store: Store, breaker: CircuitBreaker): Store {
  const guarded = async (limit: number, call: () => Promise<unknown>): Promise<unknown> => {
    try {
      return await breaker.run(() => within(limit, breaker.name, call));
    } catch (error) {
      throw explain(error);
    }
  };

  const guardRepository = <Name extends keyof Repositories>(name: Name): Repositories[Name] => {
    const repository = store[name];
    const long: readonly PropertyKey[] = LONG_CALLS[name] ?? [];
    const methods = Object.entries(repository).map(([method, work]) => {
      const limit = long.includes(method) ? LONGEST_CALL_MS : ORDINARY_LIMIT_MS;
      const guardedWork = (...given: unknown[]) => guarded(limit, () => work(...given));
      return [method, guardedWork] as const;
    });
    return Object.fromEntries(methods) as unknown as Repositories[Name];
  };

  return {
    users: guardRepository('users'),
    sessions: guardRepository('sessions'),
    passwordResets: guardRepository('passwordResets'),
    households: guardRepository('households'),
    subscriptions: guardRepository('subscriptions'),
    payments: guardRepository('payments'),
    categories: guardRepository('categories'),
    paymentMethods: guardRepository('paymentMethods'),
    rates: guardRepository('rates'),
    imports: guardRepository('imports'),
    calendarFeeds: guardRepository('calendarFeeds'),
    idempotency: guardRepository('idempotency'),
    jobs: guardRepository('jobs'),
    async ping() {
      await guarded(ORDINARY_LIMIT_MS, store.ping);
    },
    async tidy() {
      await guarded(LONGEST_CALL_MS, store.tidy);
    },
    close: store.close,
  };
}

/** For the breaker: conflicts and the like are answers of a database that is well. */
export function isStoreFailure(error: unknown): boolean {
  return (
    error instanceof CallTimeoutError || (error instanceof AppError && error.code === 'unavailable')
  );
}

function explain(error: unknown): unknown {
  if (error instanceof CircuitOpenError) {
    const retryAfter = Math.max(1, Math.ceil(error.retryAfterMs / 1_000));
    return new AppError('unavailable', { retryAfter, cause: error });
  }
  if (error instanceof CallTimeoutError) {
    return new AppError('unavailable', { retryAfter: 1, cause: error });
  }
  return error;
}

/** The call goes on when nobody waits for it any more: it may have been a write that arrives. */
async function within<Result>(
  limit: number,
  circuit: string,
  call: () => Promise<Result>,
): Promise<Result> {
  const { promise: expiry, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new CallTimeoutError(circuit, limit)), limit);
  try {
    return await Promise.race([call(), expiry]);
  } finally {
    clearTimeout(timer);
  }
}

import {
  CallTimeoutError,
  type CircuitBreaker,
  CircuitOpenError,
} from '#server/observability/circuit-breaker.ts';
import { within } from '#server/resilience/time-limit.ts';
import type { WaitingBudgets } from '#server/resilience/waiting-budget.ts';
import { AppError } from '#shared/app-error.ts';
import type { Repositories, Store } from './store.ts';

/** For one call that no request waits for. */
export const UNHURRIED_CALL_MS = 10_000;
/** For one that finds out whether the database is back: until then everybody else is refused. */
export const PROBE_MS = 1_500;
/** For what touches many rows, whoever waits. The breaker's own limit has to be as long. */
export const LONGEST_CALL_MS = 30_000;

/** What touches many rows: deletions of everything somebody has, imports, and the purges. */
const LONG_CALLS: { [Name in keyof Repositories]?: readonly (keyof Repositories[Name])[] } = {
  users: ['delete'],
  sessions: ['purge'],
  passwordResets: ['purge'],
  households: ['delete'],
  subscriptions: ['insertMany', 'purgeTrash'],
  payments: ['insertMany'],
  providedRates: ['insertNew'],
  categories: ['purgeTrash'],
  paymentMethods: ['purgeTrash'],
  budgets: ['purgeTrash'],
  imports: ['purge'],
  channels: ['purgeTrash'],
  idempotency: ['purge'],
  reminderDeliveries: ['insertNew', 'purge'],
  reminderLinks: ['purge'],
  history: ['purge'],
  instances: ['purge'],
  alerts: ['purgeIncidents'],
  jobs: ['insertMany', 'purge'],
  circuitEvents: ['purge'],
  audit: ['purge'],
  errorGroups: ['purge', 'keepNewest'],
};

const READING = /^(find|list|count|is)[A-Z]?/;
/** What they change is not what the request was made for. */
const BOOKKEEPING: readonly (keyof Repositories)[] = ['sessions', 'idempotency'];

const UNSURE =
  'The database did not answer in time. What was to be changed may be changed all the same: ' +
  'look before you try again, or send the same Idempotency-Key.';

interface CallKind {
  isLong?: boolean;
  mayChange?: boolean;
}

/**
 * The store behind a breaker: what takes too long is given up, and while the circuit is open
 * nobody waits. Both become `unavailable` with the time after which trying again makes sense.
 * Calls of a request share its waiting budget, save those that touch many rows.
 */
export function guardStore(store: Store, breaker: CircuitBreaker, budgets: WaitingBudgets): Store {
  async function guarded<Result>(
    { isLong = false, mayChange = false }: CallKind,
    call: () => Promise<Result>,
  ): Promise<Result> {
    // Whether the database is back is found out by something short: others wait for the outcome.
    if (isLong && breaker.state.kind !== 'closed') await guarded({}, store.ping);
    const budget = budgets.current();
    const patience = Math.max(0, Math.ceil(budget?.left ?? unhurriedLimit()));
    const limit = isLong ? LONGEST_CALL_MS : patience;
    const stopCounting = isLong ? undefined : budget?.begin();
    const late = () => new CallTimeoutError(breaker.name, limit);
    try {
      if (budget && budget.left <= 0) throw late();
      return await breaker.run(() => {
        if (budget && mayChange) budget.mayHaveChanged = true;
        return within(limit, call(), late);
      });
    } catch (error) {
      throw explain(error, budget?.mayHaveChanged ?? false);
    } finally {
      stopCounting?.();
    }
  }

  function unhurriedLimit(): number {
    return breaker.state.kind === 'closed' ? UNHURRIED_CALL_MS : PROBE_MS;
  }

  const guardRepository = <Name extends keyof Repositories>(name: Name): Repositories[Name] => {
    const repository = store[name];
    const long: readonly PropertyKey[] = LONG_CALLS[name] ?? [];
    const methods = Object.entries(repository).map(([method, work]) => {
      const kind = {
        isLong: long.includes(method),
        mayChange: !READING.test(method) && !BOOKKEEPING.includes(name),
      };
      const guardedWork = (...given: unknown[]) => guarded(kind, () => work(...given));
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
    budgets: guardRepository('budgets'),
    rates: guardRepository('rates'),
    providedRates: guardRepository('providedRates'),
    imports: guardRepository('imports'),
    calendarFeeds: guardRepository('calendarFeeds'),
    idempotency: guardRepository('idempotency'),
    channels: guardRepository('channels'),
    reminderSettings: guardRepository('reminderSettings'),
    reminderDeliveries: guardRepository('reminderDeliveries'),
    reminderLinks: guardRepository('reminderLinks'),
    attention: guardRepository('attention'),
    history: guardRepository('history'),
    instances: guardRepository('instances'),
    alerts: guardRepository('alerts'),
    jobs: guardRepository('jobs'),
    circuitEvents: guardRepository('circuitEvents'),
    audit: guardRepository('audit'),
    errorGroups: guardRepository('errorGroups'),
    async ping() {
      await guarded({}, store.ping);
    },
    async tidy() {
      await guarded({ isLong: true }, store.tidy);
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

function explain(error: unknown, mayHaveChanged: boolean): unknown {
  const retryAfter = secondsUntilRetry(error);
  if (retryAfter === undefined) return error;
  const detail = mayHaveChanged ? { detail: UNSURE } : {};
  return new AppError('unavailable', { ...detail, retryAfter, cause: error });
}

/** Undefined where the database is not the reason. */
function secondsUntilRetry(error: unknown): number | undefined {
  if (error instanceof CircuitOpenError) return Math.max(1, Math.ceil(error.retryAfterMs / 1_000));
  if (error instanceof CallTimeoutError) return 1;
  const isAway = error instanceof AppError && error.code === 'unavailable';
  return isAway ? (error.retryAfter ?? 1) : undefined;
}

import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  type CircuitBreaker,
  createCircuitBreaker,
} from '#server/observability/circuit-breaker.ts';
import { createWaitingBudgets } from '#server/resilience/waiting-budget.ts';
import { AppError } from '#shared/app-error.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import {
  sampleHousehold,
  sampleId,
  sampleSession,
  sampleSubscription,
  sampleUser,
} from '#tests/support/sample-records.ts';
import { STORE_CALLS } from '#tests/support/store-calls.ts';
import { STORE_CONTRACTS } from '#tests/support/store-contracts.ts';
import {
  guardStore,
  isStoreFailure,
  LONGEST_CALL_MS,
  PROBE_MS,
  UNHURRIED_CALL_MS,
} from './guarded-store.ts';
import type { Store } from './store.ts';

const WAIT_MS = 1_500;
const HOUSEHOLD = sampleHousehold();

function newBreaker(): CircuitBreaker {
  return createCircuitBreaker({
    name: 'database',
    isFailure: isStoreFailure,
    callLimit: LONGEST_CALL_MS,
  });
}

/** A store none of whose calls ends. */
function silent(store: Store): Store {
  const never = () => new Promise<never>(() => {});
  const users = { ...store.users, find: never };
  return { ...store, users, households: { ...store.households, delete: never }, ping: never };
}

async function open(change: (store: Store) => Store = (store) => store) {
  const store = await openMemoryStore();
  onTestFinished(() => store.close());
  const breaker = newBreaker();
  const budgets = createWaitingBudgets({ limit: WAIT_MS });
  /** As a request would. */
  const asRequest = <Result>(work: () => Result) => budgets.run(budgets.create(), work);
  return { breaker, budgets, asRequest, store: guardStore(change(store), breaker, budgets) };
}

describe.each(STORE_CONTRACTS)('behind a breaker $name still', ({ cases }) => {
  it.each(cases)('$name', async ({ run }) => {
    const { store } = await open();
    await run(store);
  });

  it.each(cases)('$name, for a request', async ({ run }) => {
    const { store, asRequest } = await open();
    await asRequest(() => run(store));
  });
});

describe('while the circuit is open', () => {
  it.each(STORE_CALLS)('$repository.$method is refused at once', async ({ run }) => {
    const { breaker, store } = await open((inner) => ({
      ...inner,
      ...Object.fromEntries(STORE_CALLS.map(({ repository }) => [repository, brokenRepository()])),
    }));
    breaker.isolate();
    const error = await run(store).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'unavailable' });
    expect((error as AppError).retryAfter).toBeGreaterThanOrEqual(1);
  });

  it('so is a ping, so that nobody is sent here', async () => {
    const { breaker, store } = await open();
    breaker.isolate();
    await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable' });
  });
});

/** Asking it would show in another error than the one that is expected. */
function brokenRepository(): object {
  return new Proxy(
    {},
    {
      ownKeys: () => [...new Set(STORE_CALLS.map(({ method }) => method))],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      get: () => () => Promise.reject(new Error('was asked')),
    },
  );
}

describe('what fails', () => {
  it('opens the circuit where the database is the reason', async () => {
    const { breaker, store } = await open((inner) => ({
      ...inner,
      ping: () => Promise.reject(new AppError('unavailable', { retryAfter: 7 })),
    }));
    for (let call = 0; call < 5; call += 1) {
      await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable', retryAfter: 7 });
    }
    expect(breaker.state.kind).toBe('open');
  });

  it('does not where it is an answer', async () => {
    const { breaker, store } = await open();
    for (let call = 0; call < 30; call += 1) {
      await expect(store.sessions.insert(sampleSession())).rejects.toMatchObject({
        code: 'conflict',
      });
    }
    expect(breaker.state.kind).toBe('closed');
    expect(isStoreFailure(new TypeError('ours'))).toBe(false);
  });
});

/** Answers each call that much later. */
function slow(store: Store, delay: number): Store {
  const pause = () => new Promise((resolve) => setTimeout(resolve, delay));
  const slowly = <Repository extends object>(repository: Repository): Repository =>
    new Proxy(repository, {
      get:
        (_repository, name) =>
        async (...given: unknown[]) => {
          const call = Reflect.get(repository, name) as (...all: unknown[]) => Promise<unknown>;
          const result = await call(...given);
          await pause();
          return result;
        },
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    });
  return { ...store, subscriptions: slowly(store.subscriptions), sessions: slowly(store.sessions) };
}

describe('row 33, a slow database does not drown the server', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** What became of it, and after how many milliseconds of a hundred each. */
  async function outcomeOf(work: Promise<unknown>, longest = LONGEST_CALL_MS + 5_000) {
    const begun = performance.now();
    let outcome: unknown;
    const done = work.then(
      () => {
        outcome = 'done';
      },
      (error: unknown) => {
        outcome = error;
      },
    );
    while (outcome === undefined && performance.now() - begun < longest) {
      await vi.advanceTimersByTimeAsync(100);
      await new Promise(setImmediate);
    }
    await done;
    return { outcome, after: performance.now() - begun };
  }

  it.each([100, 400, 600, 1_000, 1_400, 5_000])(
    'a request whose every call takes %d ms is answered or refused within two seconds',
    async (delay) => {
      const { store, asRequest } = await open((inner) => slow(inner, delay));
      const row = sampleSubscription();
      const { outcome, after } = await outcomeOf(
        asRequest(async () => {
          for (let call = 0; call < 4; call += 1)
            await store.subscriptions.find(HOUSEHOLD.id, row.id);
        }),
      );
      if (delay * 4 <= WAIT_MS) expect(outcome).toBe('done');
      else expect(outcome).toMatchObject({ code: 'unavailable', retryAfter: 1 });
      expect(after).toBeLessThanOrEqual(2_000);
    },
  );

  it('says that a change may have been made if it was sent, and nothing of the kind if not', async () => {
    const { store, asRequest } = await open((inner) => slow(inner, 900));
    await store.households.insert(HOUSEHOLD);
    const { id } = HOUSEHOLD;
    const sent = await outcomeOf(
      asRequest(async () => {
        await store.subscriptions.find(id, sampleId(1));
        await store.subscriptions.insert(id, sampleSubscription());
      }),
    );
    const notSent = await outcomeOf(
      asRequest(async () => {
        await store.sessions.touch(sampleId(1), '2026-11-20T12:00:00.000Z');
        await store.subscriptions.find(id, sampleId(1));
        await store.subscriptions.insert(id, sampleSubscription());
      }),
    );
    const since = await outcomeOf(
      asRequest(async () => {
        await store.subscriptions.insert(id, sampleSubscription({ id: sampleId(77) }));
        await store.subscriptions.find(id, sampleId(77));
      }),
    );
    const unsure = /may be changed all the same.*Idempotency-Key/s;
    expect(sent.outcome).toMatchObject({
      code: 'unavailable',
      detail: expect.stringMatching(unsure),
    });
    expect(notSent.outcome).toMatchObject({ code: 'unavailable', detail: undefined });
    expect(since.outcome).toMatchObject({
      code: 'unavailable',
      detail: expect.stringMatching(unsure),
    });
    const stored = await outcomeOf(store.subscriptions.find(id, sampleSubscription().id));
    expect(stored.outcome).toBe('done');
  });

  it('nobody asks again whose time is over, and the circuit learns nothing from that', async () => {
    let asked = 0;
    const { store, breaker, asRequest } = await open((inner) => ({
      ...silent(inner),
      ping: async () => {
        asked += 1;
      },
    }));
    const { after } = await outcomeOf(
      asRequest(async () => {
        await store.users.find(sampleUser().id).catch(() => {});
        for (let call = 0; call < 30; call += 1) {
          await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable', retryAfter: 1 });
        }
      }),
    );
    expect(after).toBeLessThanOrEqual(2_000);
    expect(asked).toBe(0);
    expect(breaker.state.kind).toBe('closed');
  });

  it('what nobody waits for has more time, and not for ever', async () => {
    const { store } = await open(silent);
    const { outcome, after } = await outcomeOf(store.users.find(sampleUser().id));
    expect(outcome).toMatchObject({ code: 'unavailable', retryAfter: 1 });
    expect(after).toBe(UNHURRIED_CALL_MS);
  });

  it('what finds out whether the database is back does not keep everybody else away for long', async () => {
    const { store, breaker } = await open(silent);
    breaker.isolate()();
    const { after } = await outcomeOf(store.users.find(sampleUser().id));
    expect(after).toBe(PROBE_MS);
    expect(breaker.state.kind).toBe('open');
  });

  it('nor does what touches many rows: something short finds out first', async () => {
    const away = await open(silent);
    away.breaker.isolate()();
    const refused = await outcomeOf(away.store.households.delete(HOUSEHOLD.id));
    expect(refused.outcome).toMatchObject({ code: 'unavailable' });
    expect(refused.after).toBe(PROBE_MS);
    expect(away.breaker.state.kind).toBe('open');

    const back = await open((inner) => ({ ...silent(inner), ping: inner.ping }));
    back.breaker.isolate()();
    const deletion = outcomeOf(back.store.households.delete(HOUSEHOLD.id));
    await vi.advanceTimersByTimeAsync(100);
    expect(back.breaker.state.kind).toBe('closed');
    expect((await deletion).after).toBeGreaterThanOrEqual(LONGEST_CALL_MS - 200);
  });

  it('what touches many rows has more time, and leaves that of the request as it was', async () => {
    const { store, budgets } = await open(silent);
    const budget = budgets.create();
    const { outcome, after } = await outcomeOf(
      budgets.run(budget, () => store.households.delete(HOUSEHOLD.id)),
    );
    expect(outcome).toMatchObject({ code: 'unavailable' });
    expect(after).toBe(LONGEST_CALL_MS);
    expect(budget.left).toBe(WAIT_MS);
  });

  it('leaves no timer behind when it ends', async () => {
    const { store, asRequest } = await open();
    await asRequest(() => store.ping());
    expect(vi.getTimerCount()).toBe(0);
  });
});

import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  type CircuitBreaker,
  createCircuitBreaker,
} from '#server/observability/circuit-breaker.ts';
import { AppError } from '#shared/app-error.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { sampleHousehold, sampleSession, sampleUser } from '#tests/support/sample-records.ts';
import { STORE_CALLS } from '#tests/support/store-calls.ts';
import { STORE_CONTRACTS } from '#tests/support/store-contracts.ts';
import { guardStore, isStoreFailure, LONGEST_CALL_MS } from './guarded-store.ts';
import type { Store } from './store.ts';

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
  return { breaker, store: guardStore(change(store), breaker) };
}

describe.each(STORE_CONTRACTS)('behind a breaker $name still', ({ cases }) => {
  it.each(cases)('$name', async ({ run }) => {
    const { store } = await open();
    await run(store);
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

describe('row 33, a slow database does not drown the server: a call that does not end', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is given up within two seconds, and says when to come back', async () => {
    const { store } = await open(silent);
    const refusal = expect(store.users.find(sampleUser().id)).rejects.toMatchObject({
      code: 'unavailable',
      retryAfter: 1,
    });
    await vi.advanceTimersByTimeAsync(2_000);
    await refusal;
  });

  it('has more time where it touches many rows', async () => {
    const { store } = await open(silent);
    let isOver = false;
    const end = store.households.delete(sampleHousehold().id).catch(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(LONGEST_CALL_MS - 1_000);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(2_000);
    await end;
    expect(isOver).toBe(true);
  });

  it('leaves no timer behind when it ends', async () => {
    const { store } = await open();
    await store.ping();
    expect(vi.getTimerCount()).toBe(0);
  });
});

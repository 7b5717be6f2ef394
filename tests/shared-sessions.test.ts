import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '#server/adapters/store/store.ts';
import { createEpochs } from '#server/shared-state/epochs.ts';
import { AppError } from '#shared/app-error.ts';
import { openMemoryStore } from './support/memory-store.ts';
import { createSetValues } from './support/set-values.ts';
import { createTestApp, type TestApp, type TestMember } from './support/test-app.ts';

let nodes: TestApp[];
let store: Store;
let ada: TestMember;
let isStoreAway: boolean;

beforeEach(async () => {
  isStoreAway = false;
  const real = await openMemoryStore();
  store = {
    ...real,
    sessions: {
      ...real.sessions,
      async findByTokenHash(hash) {
        if (isStoreAway) throw new AppError('unavailable', { retryAfter: 1 });
        return real.sessions.findByTokenHash(hash);
      },
    },
  };
  const values = createSetValues();
  nodes = await Promise.all(
    [1, 2].map(() => {
      const epochs = createEpochs({ values, newEpoch: () => crypto.randomUUID() });
      const close = async () => epochs.close();
      return createTestApp({ parts: { store, shared: { values, epochs, close } } });
    }),
  );
  const [one] = nodes;
  if (!one) throw new Error('Two were asked for');
  ada = await one.signUp();
});
afterEach(async () => {
  for (const node of nodes) await node.close();
});

const ask = (node: number, method: string, url: string, body?: unknown) => {
  const app = nodes[node];
  if (!app) throw new Error(`No node ${node}`);
  return app.api(method, url, body, ada.headers);
};

test('whoever signs out on one node is signed out on all', async () => {
  for (const node of [0, 1]) expect((await ask(node, 'GET', 'household')).statusCode).toBe(200);
  expect((await ask(0, 'POST', 'auth/sign-out')).statusCode).toBe(204);
  expect((await ask(1, 'GET', 'household')).statusCode).toBe(401);
});

test('a new base currency of the household counts on all nodes at once', async () => {
  for (const node of [0, 1]) await ask(node, 'GET', 'summary');
  await ask(0, 'PATCH', 'household', { baseCurrency: 'JPY' });
  expect((await ask(1, 'GET', 'summary')).body).toContain('"JPY"');
});

test('who was known within the last hour still is while the store is away', async () => {
  await ask(0, 'GET', 'household');
  isStoreAway = true;
  for (const node of nodes) node.clock.advance(59 * 60_000);
  expect((await ask(0, 'GET', 'household')).statusCode).toBe(200);
  expect((await ask(1, 'GET', 'household')).statusCode).toBe(503);
  for (const node of nodes) node.clock.advance(2 * 60_000);
  expect((await ask(0, 'GET', 'household')).statusCode).toBe(503);
});

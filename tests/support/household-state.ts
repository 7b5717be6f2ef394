import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import type { Store } from '#server/adapters/store/store.ts';
import type { Problem } from '#shared/problems.ts';

/** Everything that is stored of a household, for comparing before and after. */
export async function stateOf(store: Store, householdId: string): Promise<object> {
  const [household, subscriptions, trash, payments, categories, methods, budgets, rates] =
    await Promise.all([
      store.households.find(householdId),
      store.subscriptions.list(householdId),
      store.subscriptions.list(householdId, { trash: true }),
      store.payments.list(householdId),
      store.categories.list(householdId),
      store.paymentMethods.list(householdId),
      store.budgets.list(householdId),
      store.rates.list(householdId),
    ]);
  const members = await store.households.listMembers(householdId);
  const channels = await Promise.all(members.map((member) => store.channels.list(member)));
  const reminders = await store.reminderSettings.list(householdId);
  const rows = { subscriptions, trash, payments, categories, methods, budgets, rates, channels };
  const attention = await Promise.all(members.map((member) => store.attention.find(member)));
  return { household, ...rows, reminders, attention };
}

/**
 * That a request is refused with a problem, and changes nothing.
 * @param pointers of `errors`, in any order; without them the problem must have no `errors`
 */
export async function expectRefusal(
  { store, householdId }: { store: Store; householdId: string },
  ask: () => Promise<LightMyRequestResponse>,
  code: string,
  pointers?: readonly string[],
): Promise<void> {
  const before = await stateOf(store, householdId);
  const reply = await ask();
  const problem = reply.json<Problem>();
  expect(problem.code, reply.body).toBe(code);
  expect(problem.status).toBe(reply.statusCode);
  expect(reply.headers['content-type']).toBe('application/problem+json');
  const found = problem.errors?.map(({ pointer }) => pointer).sort();
  expect(found, reply.body).toEqual(pointers?.toSorted());
  expect(await stateOf(store, householdId)).toEqual(before);
}

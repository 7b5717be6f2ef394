import { signUpByApi } from '#tests/support/api-account.ts';
import type { Backend } from './instance.ts';

/** Somebody with a household of their own, and a few subscriptions in it. */
export interface Person {
  cookie: string;
  householdId: string;
  subscriptionIds: string[];
}

/** One of those who use what such a person has, without getting in each other's way. */
export interface User {
  cookie: string;
  subscriptionId: string;
}

const AT_ONCE = 4;
const EACH = 3;

/** Signs people up, everywhere in turn. */
export async function signUpCrowd(nodes: readonly Backend[], count: number): Promise<Person[]> {
  const people: Person[] = [];
  let begun = 0;
  const next = async () => {
    const { address } = nodes[begun % nodes.length] as Backend;
    begun += 1;
    people.push(await signUp(address));
  };
  const work = async () => {
    while (begun < count) await next();
  };
  // Alone: while the operator's account is being made, others are told to wait.
  await next();
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return people;
}

async function signUp(origin: string): Promise<Person> {
  const { cookie, call } = await signUpByApi(origin);
  const { household } = (await call('GET', 'auth/session')) as { household: { id: string } };
  const subscriptionIds: string[] = [];
  for (let count = 0; count < EACH; count += 1) {
    const made = await call('POST', 'subscriptions', subscriptionNamed(`Subscription ${count}`));
    subscriptionIds.push((made as { id: string }).id);
  }
  return { cookie: `${cookie.name}=${cookie.value}`, householdId: household.id, subscriptionIds };
}

/** Three of them share a household, and more than that a subscription. */
export function usersOf(people: readonly Person[], count: number): User[] {
  return Array.from({ length: count }, (_, at) => {
    const { cookie, subscriptionIds } = people[at % people.length] as Person;
    const subscriptionId = subscriptionIds[Math.floor(at / people.length) % EACH] ?? '';
    return { cookie, subscriptionId };
  });
}

/** A body for `POST subscriptions`. */
export function subscriptionNamed(name: string): object {
  return {
    name,
    cycle: { every: 1, unit: 'month' },
    anchor: '2026-01-31',
    prices: [{ amount: '9.99', currency: 'EUR' }],
  };
}

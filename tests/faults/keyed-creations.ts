import { eventually } from '#tests/support/eventually.ts';
import { type Person, subscriptionNamed } from './crowd.ts';
import type { Answer, HttpClient } from './http-client.ts';
import type { Backend } from './instance.ts';
import { listStored } from './stored-subscriptions.ts';

export interface KeyedCreation {
  person: Person;
  name: string;
  first: Answer;
  milliseconds: number;
}

/** One creation of each person at once, with its name as the `Idempotency-Key`. */
export function createKeyed(
  client: HttpClient,
  { address }: Backend,
  people: readonly Person[],
  name: string,
): Promise<KeyedCreation[]> {
  return Promise.all(
    people.map(async (person) => {
      const begun = performance.now();
      const first = await send(client, address, person, name);
      return { person, name, first, milliseconds: performance.now() - begun };
    }),
  );
}

/** Whether the answer says that it may be done all the same. */
export function saysUnsure({ text }: Answer): boolean {
  return text.includes('may be changed all the same');
}

/** How often each is stored. */
export function countStored(
  client: HttpClient,
  { address }: Backend,
  creations: readonly KeyedCreation[],
): Promise<number[]> {
  return Promise.all(
    creations.map(async ({ person, name }) => {
      const stored = await listStored(client, address, person.cookie);
      return stored.filter((each) => each.name === name).length;
    }),
  );
}

/**
 * Sends each again until it is acknowledged.
 * @returns which were answered otherwise than before, once acknowledged.
 */
export async function repeatKeyed(
  client: HttpClient,
  { address }: Backend,
  creations: readonly KeyedCreation[],
  limit: number,
): Promise<KeyedCreation[]> {
  const others: KeyedCreation[] = [];
  for (const creation of creations) {
    const { person, name, first } = creation;
    let acknowledged = first;
    await eventually(`${name} is acknowledged`, limit, async () => {
      if (acknowledged.status !== 201) acknowledged = await send(client, address, person, name);
      return acknowledged.status === 201;
    });
    const again = await send(client, address, person, name);
    if (again.status !== 201 || again.text !== acknowledged.text) others.push(creation);
  }
  return others;
}

function send(
  client: HttpClient,
  address: string,
  { cookie }: Person,
  name: string,
): Promise<Answer> {
  return client.ask({
    url: `${address}/api/v1/subscriptions`,
    method: 'POST',
    cookie,
    headers: { 'idempotency-key': name },
    body: subscriptionNamed(name),
  });
}

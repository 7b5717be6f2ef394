import { isDeepStrictEqual } from 'node:util';
import type { HttpClient } from './http-client.ts';
import { type KnownSubscription, knownFrom, newlyNamed, readKnown } from './known-subscription.ts';
import { listStored, type StoredSubscription } from './stored-subscriptions.ts';
import type { SureWriter } from './sure-writer.ts';

export interface Differences {
  /** Acknowledged, and not there or older than that. */
  lost: number;
  /** There twice, or changed more often than anybody asked for. */
  doubled: number;
  /** Otherwise not what was written: a half of a write would be that. */
  spoiled: number;
}

/** Holds everything that is stored against what one writer knows. */
export async function compareKnown(
  client: HttpClient,
  origin: string,
  { cookie, known, unsettled }: SureWriter,
): Promise<Differences> {
  const stored = Map.groupBy(
    [
      ...(await listStored(client, origin, cookie)),
      ...(await listStored(client, origin, cookie, { trash: true })),
    ],
    ({ name }) => name,
  );
  const differences: Differences = { lost: 0, doubled: 0, spoiled: 0 };
  for (const expected of known.values()) {
    const [found, ...more] = stored.get(expected.name) ?? [];
    stored.delete(expected.name);
    differences.doubled += more.length;
    if (!found) differences.lost += 1;
    else if (found.version < expected.version) differences.lost += 1;
    else if (found.version > expected.version) differences.doubled += 1;
    else if (!isDeepStrictEqual(await withLedger(found, expected), expected)) {
      differences.spoiled += 1;
    }
  }
  // What nobody knows the outcome of is there whole, or not at all; nothing else is there.
  for (const [name, [found, ...more]] of stored) {
    differences.doubled += more.length;
    const isWhole =
      found && isDeepStrictEqual(knownFrom(found, {}), { ...newlyNamed(name), id: found.id });
    if (!unsettled.has(name) || !isWhole) differences.spoiled += 1;
  }
  return differences;

  async function withLedger(found: StoredSubscription, expected: KnownSubscription) {
    // The ledger of what lies in the trash is not shown.
    if (expected.isTrashed) return knownFrom(found, expected.entries);
    const subscription = `${origin}/api/v1/subscriptions/${found.id}`;
    const ledger = await client.ask({ url: `${subscription}/payments?limit=200`, cookie });
    return readKnown(found, ledger);
  }
}

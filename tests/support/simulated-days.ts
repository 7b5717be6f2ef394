import { type BuildInfo, serverKindOf } from '#server/adapters/store/mongodb/capabilities.ts';
import type { StoreKind } from './stores.ts';

/** Summer time ends in them somewhere, and there is room for an outage. */
const FEW = 60;

/** For how many days a simulation can go on, on a store of that kind, without taking all day itself. */
export async function simulatedDays(kind: StoreKind, wanted: number): Promise<number> {
  if (kind === 'sqlite') return wanted;
  const { newDatabaseUri, withDatabase } = await import('./mongodb-test-store.ts');
  const server = await withDatabase(newDatabaseUri(), async (db) =>
    serverKindOf((await db.command({ buildInfo: 1 })) as unknown as BuildInfo),
  );
  return server.can('longSimulations') ? wanted : Math.min(wanted, FEW);
}

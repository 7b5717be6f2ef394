import type { Clock } from '#server/clock.ts';
import { applyMigrations } from './apply-migrations.ts';
import { assertServerVersion, type BuildInfo, serverKindOf } from './capabilities.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { connectForStarting } from './mongodb-connection.ts';

/**
 * Checks the server's version and brings the schema up to date, on a connection of its own.
 * @returns the names of the migrations that were applied.
 */
export async function prepareDatabase(uri: string, clock: Clock): Promise<string[]> {
  const { client, db } = await connectForStarting(uri);
  try {
    const server = serverKindOf((await db.command({ buildInfo: 1 })) as unknown as BuildInfo);
    assertServerVersion(server);
    return await applyMigrations(db, MIGRATIONS, server, clock);
  } finally {
    await client.close();
  }
}

import type { Clock } from '#server/clock.ts';
import { applyMigrations } from './apply-migrations.ts';
import { assertServerVersion, type BuildInfo, serverKindOf } from './capabilities.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { connectForStarting } from './mongodb-connection.ts';
import { assertWhole } from './unfinished-restore.ts';

/**
 * Checks the server's version and brings the schema up to date, on a connection of its own.
 * @returns the names of the migrations that were applied.
 * @throws Error where a restore was cut short, unless it is to be replaced now.
 */
export async function prepareDatabase(
  uri: string,
  clock: Clock,
  { isToBeReplaced = false } = {},
): Promise<string[]> {
  const { client, db } = await connectForStarting(uri);
  try {
    if (!isToBeReplaced) await assertWhole(db);
    const server = serverKindOf((await db.command({ buildInfo: 1 })) as unknown as BuildInfo);
    assertServerVersion(server);
    return await applyMigrations(db, MIGRATIONS, server, clock);
  } finally {
    await client.close();
  }
}

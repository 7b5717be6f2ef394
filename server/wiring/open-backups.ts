import { createSqliteBackupEngine } from '#server/adapters/store/sqlite/sqlite-backup-engine.ts';
import { openSqliteRowTransfer } from '#server/adapters/store/sqlite/sqlite-row-transfer.ts';
import type { BackupEngine } from '#server/backup/backup-engine.ts';
import { type Backups, createBackups } from '#server/backup/backups.ts';
import type { Clock } from '#server/clock.ts';
import type { Config, StoreConfig } from '#server/config.ts';
import { readUri } from '#server/database-uri.ts';

/** Backups of the database that `config` chooses, which is opened when one is made. */
export async function openBackups(config: Config, clock: Clock): Promise<Backups> {
  const { passphrase, folder } = config.backups;
  return createBackups({ engine: await engineOf(config.store, clock), passphrase, folder, clock });
}

async function engineOf(store: StoreConfig, clock: Clock): Promise<BackupEngine> {
  if (store.kind === 'sqlite') return createSqliteBackupEngine(store);
  const { createMongodbBackupEngine } = await import(
    '#server/adapters/store/mongodb/mongodb-backup-engine.ts'
  );
  return createMongodbBackupEngine({
    uri: readUri(store.uri),
    clock,
    openScratch: (file) => openSqliteRowTransfer(file, clock, { isInAnyOrder: true }),
  });
}

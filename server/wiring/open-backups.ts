import { createSqliteBackupEngine } from '#server/adapters/store/sqlite/sqlite-backup-engine.ts';
import { createSqliteTrial } from '#server/adapters/store/sqlite/sqlite-restoration.ts';
import { openSqliteRowTransfer } from '#server/adapters/store/sqlite/sqlite-row-transfer.ts';
import type { BackupEngine, BackupEngineName, Trial } from '#server/backup/backup-engine.ts';
import { type Backups, createBackups } from '#server/backup/backups.ts';
import { type Clock, systemClock } from '#server/clock.ts';
import type { Config, StoreConfig } from '#server/config/config.ts';
import { readUri } from '#server/config/database-uri.ts';

/** Backups of the database that `config` chooses, which is opened when one is made. */
export async function openBackups(config: Config, clock: Clock): Promise<Backups> {
  const { passphrase, folder } = config.backups;
  const engine = await engineOf(config.store, clock);
  return createBackups({ engine, prepareTrial, passphrase, folder, clock });
}

async function engineOf(store: StoreConfig, clock: Clock): Promise<BackupEngine> {
  if (store.kind === 'sqlite') return createSqliteBackupEngine(store);
  const { createMongodbBackupEngine } = await loadMongodb();
  return createMongodbBackupEngine({ uri: readUri(store.uri), clock, openScratch });
}

async function prepareTrial(made: BackupEngineName): Promise<Trial> {
  if (made === 'sqlite') return createSqliteTrial();
  const { createMongodbTrial } = await loadMongodb();
  return createMongodbTrial(openScratch);
}

function openScratch(file: string) {
  return openSqliteRowTransfer(file, systemClock, { isInAnyOrder: true });
}

/** A driver that is not needed is not loaded. */
function loadMongodb() {
  return import('#server/adapters/store/mongodb/mongodb-backup-engine.ts');
}

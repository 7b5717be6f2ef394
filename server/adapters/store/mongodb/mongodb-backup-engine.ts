import {
  createRowBackupEngine,
  createRowTrial,
  type ReplaceableRows,
} from '#server/adapters/store/row-backup-engine.ts';
import type { RowTransfer } from '#server/adapters/store/row-transfer.ts';
import { STORE_TABLES } from '#server/adapters/store/store-tables.ts';
import type { BackupEngine, Trial } from '#server/backup/backup-engine.ts';
import type { Clock } from '#server/clock.ts';
import { placeOf } from '#server/config/mongodb-uri.ts';
import type { MigrationDocument } from './database-schema.ts';
import { inOneLine } from './in-one-line.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { connectForServing, type MongodbConnection } from './mongodb-connection.ts';
import { createMongodbRowTransfer } from './mongodb-row-transfer.ts';
import { prepareDatabase } from './prepare-database.ts';
import { isRestoreUnfinished, markRestore, unmarkRestore } from './unfinished-restore.ts';

const CONNECTIONS = 2;
const KNOWN_MIGRATIONS = MIGRATIONS.map(({ name }) => name);

export interface MongodbBackupEngineOptions {
  uri: string;
  clock: Clock;
  openScratch(file: string): Promise<RowTransfer>;
}

/** Backs up MongoDB as rows. Nobody should write while it is restored: nothing keeps them out. */
export function createMongodbBackupEngine({
  uri,
  clock,
  openScratch,
}: MongodbBackupEngineOptions): BackupEngine {
  const connect = async () =>
    replaceable(await connectForServing({ uri, maxPoolSize: CONNECTIONS }), placeOf(uri), clock);
  return createRowBackupEngine({
    name: 'mongodb',
    place: placeOf(uri),
    knownMigrations: KNOWN_MIGRATIONS,
    openScratch,
    open: () => inOneLine(uri, connect),
    openToReplace: () =>
      inOneLine(uri, async () => {
        await prepareDatabase(uri, clock, { isToBeReplaced: true });
        return connect();
      }),
  });
}

/** Needs no server. */
export function createMongodbTrial(
  openScratch: MongodbBackupEngineOptions['openScratch'],
): Promise<Trial> {
  return createRowTrial({ openScratch, knownMigrations: KNOWN_MIGRATIONS });
}

function replaceable(connection: MongodbConnection, place: string, clock: Clock): ReplaceableRows {
  const { db } = connection;
  return {
    ...createMongodbRowTransfer(connection, place),
    async schema() {
      const [newest] = await db
        .collection<MigrationDocument>('migrations')
        .find()
        .sort({ _id: -1 })
        .limit(1)
        .toArray();
      return newest?._id ?? 'none';
    },
    isHalfReplaced: () => isRestoreUnfinished(db),
    async beginReplacement() {
      await markRestore(db, new Date(clock.now()));
      for (const { name } of STORE_TABLES) await db.collection(name).deleteMany({});
    },
    finishReplacement: () => unmarkRestore(db),
  };
}

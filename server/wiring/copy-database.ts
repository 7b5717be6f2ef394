import { existsSync } from 'node:fs';
import {
  type CopiedTable,
  CopyError,
  type CopyOptions,
  copyRows,
} from '#server/adapters/store/copy-rows.ts';
import type { RowTransfer } from '#server/adapters/store/row-transfer.ts';
import { openSqliteRowTransfer } from '#server/adapters/store/sqlite/sqlite-row-transfer.ts';
import { systemClock } from '#server/clock.ts';
import { readUri } from '#server/config/database-uri.ts';
import { readStorePlace, type StorePlace } from '#server/config/store-place.ts';
import { CurableError } from '#server/curable-error.ts';

export type { CopiedTable, CopyProgress } from '#server/adapters/store/copy-rows.ts';

/**
 * Copies all data from one database to another.
 * @throws CurableError for what the operator can cure.
 */
export async function copyDatabase(
  places: { from: string; to: string },
  options: Pick<CopyOptions, 'isResumed' | 'onProgress'>,
): Promise<CopiedTable[]> {
  const source = readStorePlace(places.from);
  const target = readStorePlace(places.to);
  if (source.kind === 'sqlite' && !existsSync(source.file)) {
    throw new CurableError(`There is no database ${source.file} to copy from.`);
  }
  const from = await openTransfer(source);
  try {
    const to = await openTransfer(target);
    try {
      return await copyRows({ from, to, ...options });
    } catch (error) {
      throw error instanceof CopyError ? new CurableError(error.message, error) : error;
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function openTransfer(place: StorePlace): Promise<RowTransfer> {
  try {
    return await transferOf(place);
  } catch (error) {
    // Both engines say in one line what is wrong.
    throw new CurableError(error instanceof Error ? error.message : String(error), error);
  }
}

async function transferOf(place: StorePlace): Promise<RowTransfer> {
  if (place.kind === 'sqlite') return openSqliteRowTransfer(place.file, systemClock);
  const { openMongodbRowTransfer } = await import(
    '#server/adapters/store/mongodb/mongodb-row-transfer.ts'
  );
  return openMongodbRowTransfer(readUri(place.uri), systemClock);
}

import { text } from 'node:stream/consumers';
import type { BackupEntry, SizedEntry } from '#server/backup/backup-engine.ts';
import { BackupError } from '#server/backup/backup-error.ts';
import type { RowTransfer } from './row-transfer.ts';
import { STORE_TABLES } from './store-tables.ts';
import type { TravelRow } from './table-plan.ts';

const ROWS_AT_ONCE = 500;
/** Of characters: an entry is made in memory, so that its size is known before it is written. */
const FULL_ENTRY = 1024 * 1024;
const ENTRY_NAME = /^([a-z_]+)-\d{6}\.ndjson$/;

export interface RowExport {
  entries: AsyncGenerator<SizedEntry>;
  /** Rows of each table that were in the entries so far. */
  counts: Record<string, number>;
}

/**
 * Every row that is not a measurement as a line of JSON, in entries of one table each and in the order of the key. What
 * belongs to something is read before it: whatever is written meanwhile, an owner that was there
 * before is there after, unless it is deleted in between.
 */
export function exportRows(rows: RowTransfer, signal?: AbortSignal): RowExport {
  const counts: Record<string, number> = {};
  async function* entries(): AsyncGenerator<SizedEntry> {
    for (const table of STORE_TABLES.toReversed()) {
      if (table.isMeasured) continue;
      counts[table.name] = 0;
      let number = 0;
      let lines = '';
      let last: TravelRow | null = null;
      do {
        signal?.throwIfAborted();
        const found: TravelRow[] = await rows.read(table, last, ROWS_AT_ONCE);
        counts[table.name] = (counts[table.name] ?? 0) + found.length;
        lines += found.map((row) => `${JSON.stringify(row)}\n`).join('');
        // Whoever adds rows at the end as fast as they are read is not followed for ever.
        last = found.length < ROWS_AT_ONCE ? null : (found.at(-1) ?? null);
        if (lines.length < FULL_ENTRY && last) continue;
        if (lines)
          yield entryOf(`${table.name}-${String(++number).padStart(6, '0')}.ndjson`, lines);
        lines = '';
      } while (last);
    }
  }
  return { entries: entries(), counts };
}

function entryOf(name: string, lines: string): SizedEntry {
  const bytes = Buffer.from(lines);
  return {
    name,
    bytes: bytes.length,
    content: (async function* () {
      yield bytes;
    })(),
  };
}

/** @throws BackupError if the entry holds no rows that this version knows. */
export async function importRows(rows: RowTransfer, { name, content }: BackupEntry): Promise<void> {
  const table = STORE_TABLES.find((known) => known.name === ENTRY_NAME.exec(name)?.[1]);
  if (!table)
    throw new BackupError(`The backup has an entry ${name}, which this version does not know.`);
  const lines = (await text(content)).split('\n').filter((line) => line !== '');
  try {
    await rows.write(
      table,
      lines.map((line) => JSON.parse(line)),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BackupError(`The rows in ${name} cannot be restored: ${reason}.`, error);
  }
}

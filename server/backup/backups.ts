import { join } from 'node:path';
import { type Clock, instantOf } from '#server/clock.ts';
import type {
  BackupEngine,
  BackupEngineName,
  BackupEntry,
  DatabaseFacts,
  Restoration,
} from './backup-engine.ts';
import { BackupError } from './backup-error.ts';
import { backupNameOf, placeWhole } from './backup-folder.ts';
import { type ArchiveVisitor, readArchive } from './read-archive.ts';
import { writeArchive } from './write-archive.ts';

export interface BackupsDeps {
  engine: BackupEngine;
  passphrase: string | null;
  clock: Clock;
  /** Where a restore keeps what it replaces. */
  folder: string;
  /** For tests, which need no protection. */
  workFactor?: number;
}

export interface BackupReport extends DatabaseFacts {
  file: string;
  bytes: number;
  /** When it was begun: what was acknowledged before is in it. */
  createdAt: string;
  isEncrypted: boolean;
}

export interface RestoreReport extends BackupReport {
  /** Where that is kept which was there before; null if there was nothing. */
  keptAt: string | null;
}

/** Every method rejects with a `BackupError` for what the operator can cure. */
export interface Backups {
  /** Makes a new file in the folder, and reads it again before it gets its name. */
  create(folder: string, signal?: AbortSignal): Promise<BackupReport>;
  /** Restores into a scratch database and compares; changes nothing. */
  verify(file: string, signal?: AbortSignal): Promise<BackupReport>;
  /** Replaces a database only where `force` says so, and keeps what it replaces. */
  restore(file: string, options: { force: boolean }): Promise<RestoreReport>;
}

export function createBackups(deps: BackupsDeps): Backups {
  const { engine, passphrase, clock, workFactor } = deps;

  async function read(
    file: string,
    take: ArchiveVisitor['entry'],
    signal?: AbortSignal,
  ): Promise<BackupReport> {
    const { preface, manifest, bytes, isEncrypted } = await readArchive(file, passphrase, {
      begin: (found) => assertEngine(file, found.engine, engine.name),
      entry: ({ name, content }) => take({ name, content: untilAborted(content, signal) }),
    });
    const { schema, counts } = manifest;
    return { file, bytes, createdAt: preface.createdAt, isEncrypted, schema, counts };
  }

  async function fill(
    restoration: Restoration,
    file: string,
    signal?: AbortSignal,
  ): Promise<BackupReport> {
    const report = await read(file, (entry) => restoration.receive(entry), signal);
    assertEqual(file, report, await restoration.inspect(report));
    return report;
  }

  async function create(folder: string, signal?: AbortSignal): Promise<BackupReport> {
    const takenAt = clock.now();
    const name = backupNameOf(takenAt, passphrase !== null);
    const createdAt = instantOf(takenAt);
    const report = await placeWhole(folder, name, async (file, scratch) => {
      const snapshot = await engine.takeSnapshot(scratch, signal);
      try {
        const options = { file, engine: engine.name, createdAt, passphrase, workFactor, signal };
        await writeArchive(snapshot, options);
      } finally {
        await snapshot.release();
      }
      return read(file, discard, signal);
    });
    return { ...report, file: join(folder, name) };
  }

  return {
    create,

    async verify(file, signal) {
      const restoration = await engine.prepare('trial');
      try {
        return await fill(restoration, file, signal);
      } finally {
        await restoration.discard();
      }
    },

    async restore(file, { force }) {
      if (!force && (await engine.hasDatabase())) {
        throw new BackupError(
          `There is data in ${engine.place}. Add --force to replace it: what is there is kept aside.`,
        );
      }
      const restoration = await engine.prepare('restore');
      try {
        const report = await fill(restoration, file);
        const backUp = async () => (await create(deps.folder)).file;
        return { ...report, keptAt: await restoration.activate(backUp) };
      } finally {
        await restoration.discard();
      }
    },
  };
}

async function discard({ content }: BackupEntry): Promise<void> {
  for await (const _chunk of content);
}

async function* untilAborted(
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    signal?.throwIfAborted();
    yield chunk;
  }
}

function assertEngine(file: string, found: BackupEngineName, configured: BackupEngineName): void {
  if (found === configured) return;
  throw new BackupError(
    `${file} holds a database of ${found}, and ${configured} is configured. Restore it into ${found}, and use \`duetide copy\` from there.`,
  );
}

/** @throws BackupError that names what differs. */
function assertEqual(file: string, wanted: DatabaseFacts, found: DatabaseFacts): void {
  const tables = new Set([...Object.keys(wanted.counts), ...Object.keys(found.counts)]);
  const differences = [...tables]
    .filter((table) => wanted.counts[table] !== found.counts[table])
    .map(
      (table) =>
        `${found.counts[table] ?? 'no'} instead of ${wanted.counts[table] ?? 'no'} ${table}`,
    );
  if (wanted.schema !== found.schema) {
    differences.push(`the schema ${found.schema} instead of ${wanted.schema}`);
  }
  if (differences.length > 0) {
    throw new BackupError(`${file}: what it restores to has ${differences.join(', ')}.`);
  }
}

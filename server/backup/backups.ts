import { join } from 'node:path';
import { type Clock, instantOf } from '#server/clock.ts';
import type { BackupEngine, BackupEngineName, DatabaseFacts, Trial } from './backup-engine.ts';
import { BackupError } from './backup-error.ts';
import { backupNameOf, placeWhole } from './backup-folder.ts';
import { type ArchiveVisitor, readArchive } from './read-archive.ts';
import { writeArchive } from './write-archive.ts';

export interface BackupsDeps {
  engine: BackupEngine;
  /** Scratch of whichever engine an archive was made from. */
  prepareTrial(made: BackupEngineName): Promise<Trial>;
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
  const { engine, prepareTrial, passphrase, clock, workFactor } = deps;

  async function read(file: string, visitor: ArchiveVisitor): Promise<BackupReport> {
    const archive = await readArchive(file, passphrase, visitor);
    const { preface, manifest, bytes, isEncrypted } = archive;
    const { schema, counts } = manifest;
    return { file, bytes, createdAt: preface.createdAt, isEncrypted, schema, counts };
  }

  /** @returns what `prepare` gave, filled and found to hold what the archive says. */
  async function fill<Filled extends Trial>(
    file: string,
    prepare: (made: BackupEngineName) => Promise<Filled>,
    signal?: AbortSignal,
  ): Promise<{ report: BackupReport; filled: Filled }> {
    let filling: Filled | undefined;
    try {
      const report = await read(file, {
        async begin({ engine: made }) {
          filling = await prepare(made);
        },
        entry: async ({ name, content }) =>
          filling?.receive({ name, content: untilAborted(content, signal) }),
      });
      if (!filling) throw new Error('An archive without a beginning was read');
      assertEqual(file, report, await filling.inspect(report));
      return { report, filled: filling };
    } catch (error) {
      await filling?.discard();
      throw error;
    }
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
      return read(file, {
        async begin() {},
        async entry({ content }) {
          for await (const _chunk of content) signal?.throwIfAborted();
        },
      });
    });
    return { ...report, file: join(folder, name) };
  }

  return {
    create,

    async verify(file, signal) {
      const { report, filled } = await fill(file, prepareTrial, signal);
      await filled.discard();
      return report;
    },

    async restore(file, { force }) {
      if (!force && (await engine.hasDatabase())) {
        throw new BackupError(
          `There is data in ${engine.place}. Add --force to replace it: what is there is kept aside.`,
        );
      }
      const { report, filled } = await fill(file, async (made) => {
        assertEngine(file, made, engine.name);
        return engine.prepareRestore();
      });
      try {
        const keptAt = await filled.activate(async () => (await create(deps.folder)).file);
        return { ...report, keptAt };
      } finally {
        await filled.discard();
      }
    },
  };
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

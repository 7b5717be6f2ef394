import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createTarPacker, type TarPackController } from 'modern-tar';
import {
  MANIFEST,
  type Manifest,
  type ManifestEntry,
  PREFACE,
  type Preface,
} from './archive-manifest.ts';
import { sealArchive } from './archive-seal.ts';
import type { SizedEntry, Snapshot } from './backup-engine.ts';

const OWNER_ONLY = 0o600;

export interface ArchiveOptions extends Omit<Preface, 'format'> {
  /** Must not exist. */
  file: string;
  /** Null: anybody who has the file can read it. */
  passphrase: string | null;
  /** For tests, which need no protection. */
  workFactor?: number | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Writes the snapshot to a new file, for its owner only: a tar that is gzipped, and encrypted as
 * age does it (https://age-encryption.org/v1). When this resolves, the disk has it.
 */
export async function writeArchive(
  snapshot: Pick<Snapshot, 'entries' | 'facts'>,
  { file, engine, createdAt, passphrase, workFactor, signal }: ArchiveOptions,
): Promise<void> {
  const { readable, controller } = createTarPacker();
  const zipped = readable.pipeThrough(new CompressionStream('gzip'));
  const bytes = passphrase === null ? zipped : await sealArchive(zipped, passphrase, workFactor);
  const target = createWriteStream(file, { flags: 'wx', mode: OWNER_ONLY, flush: true });
  const [written, packed] = await Promise.allSettled([
    pipeline(Readable.fromWeb(bytes), target, { signal }),
    pack(snapshot, { format: 1, engine, createdAt }, controller),
  ]);
  // A fault of either ends the other one too; the disk's comes back from there without its code.
  if (written.status === 'rejected') throw written.reason;
  if (packed.status === 'rejected') throw packed.reason;
}

async function pack(
  { entries, facts }: Pick<Snapshot, 'entries' | 'facts'>,
  preface: Preface,
  tar: TarPackController,
): Promise<void> {
  const mtime = new Date(preface.createdAt);
  try {
    await add(tar, mtime, ownEntry(PREFACE, preface));
    const written: ManifestEntry[] = [];
    for await (const entry of entries) written.push(await add(tar, mtime, entry));
    const manifest: Manifest = { ...facts(), entries: written };
    await add(tar, mtime, ownEntry(MANIFEST, manifest));
    tar.finalize();
  } catch (error) {
    tar.error(error);
    throw error;
  }
}

async function add(
  tar: TarPackController,
  mtime: Date,
  { name, bytes, content }: SizedEntry,
): Promise<ManifestEntry> {
  const digest = createHash('sha256');
  const writer = tar.add({ name, size: bytes, mtime, mode: OWNER_ONLY }).getWriter();
  for await (const chunk of content) {
    digest.update(chunk);
    await writer.write(chunk);
  }
  await writer.close();
  return { name, bytes, sha256: digest.digest('hex') };
}

function ownEntry(name: string, value: Preface | Manifest): SizedEntry {
  const text = Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  return { name, bytes: text.length, content: Readable.from([text]) };
}

import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import type { ReadableStream } from 'node:stream/web';
import { createTarDecoder } from 'modern-tar';
import {
  MANIFEST,
  type Manifest,
  type ManifestEntry,
  manifestSchema,
  PREFACE,
  type Preface,
  prefaceSchema,
} from './archive-manifest.ts';
import { openArchive, SEAL } from './archive-seal.ts';
import type { BackupEntry } from './backup-engine.ts';
import { BackupError } from './backup-error.ts';

const GZIP_MAGIC = '\x1f\x8b';

export interface ArchiveVisitor {
  /** Before any other entry is read. */
  begin(preface: Preface): Promise<void>;
  /** For each entry in turn. It has to read all of it. */
  entry(entry: BackupEntry): Promise<void>;
}

export interface ReadArchive {
  preface: Preface;
  manifest: Manifest;
  isEncrypted: boolean;
  /** Size of the file. */
  bytes: number;
}

/**
 * Reads an archive to its end and compares every entry with the manifest.
 * @throws BackupError that says what is wrong with the file and what to do; what the visitor
 *   throws comes back as it is.
 */
export async function readArchive(
  file: string,
  passphrase: string | null,
  visitor: ArchiveVisitor,
): Promise<ReadArchive> {
  const handle = await openFile(file);
  try {
    const { size } = await handle.stat();
    const { bytes, isEncrypted } = await openBytes(handle, file, passphrase);
    const entries = bytes
      .pipeThrough(new DecompressionStream('gzip'))
      .pipeThrough(createTarDecoder({ strict: true }));
    const read = await readEntries(file, entriesOf(file, entries), visitor);
    return { ...read, isEncrypted, bytes: size };
  } finally {
    await handle.close();
  }
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    const handle = await open(file);
    if ((await handle.stat()).isFile()) return handle;
    await handle.close();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new BackupError(`There is no file ${file}.`, error);
    throw new BackupError(`${file} cannot be read (${code}).`, error);
  }
  throw new BackupError(`${file} is a folder. Name a file in it.`);
}

/** The gzipped tar, whether the file is encrypted or not. */
async function openBytes(handle: FileHandle, file: string, passphrase: string | null) {
  const beginning = await handle.read(Buffer.alloc(SEAL.length), 0, SEAL.length, 0);
  const magic = beginning.buffer.toString('latin1', 0, beginning.bytesRead);
  const stream = handle.createReadStream({ start: 0, autoClose: false });
  const bytes = Readable.toWeb(stream) as ReadableStream<Uint8Array<ArrayBuffer>>;
  if (magic.startsWith(GZIP_MAGIC)) return { bytes, isEncrypted: false };
  if (magic !== SEAL) throw new BackupError(`${file} is no backup of Duetide.`);
  if (passphrase === null) {
    throw new BackupError(
      `${file} is encrypted. Set BACKUP_PASSPHRASE to what it was encrypted with.`,
    );
  }
  return { bytes: await openArchive(bytes, passphrase, file), isEncrypted: true };
}

interface FoundEntry extends BackupEntry {
  /** Asked for after the content. */
  readonly found: () => ManifestEntry;
}

/** What goes wrong while these are read is the archive's fault. */
async function* entriesOf(
  file: string,
  entries: AsyncIterable<{ header: { name: string }; body: AsyncIterable<Uint8Array> }>,
): AsyncGenerator<FoundEntry> {
  for await (const { header, body } of withDamageNamed(file, entries)) {
    const digest = createHash('sha256');
    const counted = { bytes: 0 };
    yield {
      name: header.name,
      content: withDamageNamed(file, measured(body, digest, counted)),
      found: () => ({ name: header.name, ...counted, sha256: digest.digest('hex') }),
    };
  }
}

async function* measured(
  body: AsyncIterable<Uint8Array>,
  digest: Hash,
  counted: { bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    digest.update(chunk);
    counted.bytes += chunk.length;
    yield chunk;
  }
}

async function* withDamageNamed<Item>(
  file: string,
  items: AsyncIterable<Item>,
): AsyncGenerator<Item> {
  try {
    yield* items;
  } catch (error) {
    throw new BackupError(`${file} is damaged or cut off. Use another backup.`, error);
  }
}

async function readEntries(
  file: string,
  entries: AsyncGenerator<FoundEntry>,
  visitor: ArchiveVisitor,
): Promise<Pick<ReadArchive, 'preface' | 'manifest'>> {
  let preface: Preface | undefined;
  let manifest: Manifest | undefined;
  const found: ManifestEntry[] = [];
  for await (const entry of entries) {
    if (!preface) {
      preface = await readPreface(file, entry);
      await visitor.begin(preface);
    } else if (entry.name === MANIFEST) {
      manifest = manifestSchema.safeParse(await json(entry.content)).data;
    } else {
      await visitor.entry(entry);
      found.push(entry.found());
    }
  }
  if (!preface || !manifest || !isSame(manifest.entries, found)) {
    throw new BackupError(`${file} is damaged or cut off. Use another backup.`);
  }
  return { preface, manifest };
}

async function readPreface(file: string, { name, content }: BackupEntry): Promise<Preface> {
  if (name !== PREFACE) throw new BackupError(`${file} is no backup of Duetide.`);
  const preface = prefaceSchema.safeParse(await json(content)).data;
  if (preface) return preface;
  throw new BackupError(
    `${file} was made by a newer version of Duetide. Restore it with that one.`,
  );
}

function isSame(wanted: readonly ManifestEntry[], found: readonly ManifestEntry[]): boolean {
  return JSON.stringify(wanted) === JSON.stringify(found);
}

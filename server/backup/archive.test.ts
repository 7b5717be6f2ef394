import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import type { SizedEntry } from './backup-engine.ts';
import { readArchive } from './read-archive.ts';
import { writeArchive } from './write-archive.ts';

const FACTS = { schema: '0001-first', counts: { users: 3 } };
const CREATED_AT = '2026-11-20T12:00:00.000Z';
const PASSPHRASE = 'correct horse battery';
const CHUNK = 64 * 1024;

type Entries = { name: string; content: Buffer }[];

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-archive-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'a.tar.gz');
}

async function write(file: string, entries: Entries, passphrase: string | null): Promise<void> {
  await writeArchive(
    { entries: sized(entries), facts: () => FACTS },
    { file, engine: 'sqlite', createdAt: CREATED_AT, passphrase, workFactor: 8 },
  );
}

async function* sized(entries: Entries): AsyncGenerator<SizedEntry> {
  for (const { name, content } of entries) {
    yield { name, bytes: content.length, content: portions(content) };
  }
}

async function* portions(content: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += 50_000) yield content.subarray(at, at + 50_000);
}

async function read(file: string, passphrase: string | null): Promise<Entries> {
  const entries: Entries = [];
  await readArchive(file, passphrase, {
    async begin() {},
    async entry({ name, content }) {
      entries.push({ name, content: await buffer(content) });
    },
  });
  return entries;
}

it.for([null, PASSPHRASE])('gives back what was written (passphrase %s)', async (passphrase) => {
  const file = newFile();
  // Random bytes do not shrink: parts of the archive end about where they end here.
  const sizes = [0, 1, 511, 512, CHUNK - 1, CHUNK, CHUNK + 1, 40 * CHUNK];
  const entries = sizes.map((size) => ({ name: `of-${size}`, content: randomBytes(size) }));
  await write(file, entries, passphrase);
  expect(await read(file, passphrase)).toEqual(entries);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('says in its manifest what it holds', async () => {
  const file = newFile();
  await write(file, [{ name: 'a', content: Buffer.alloc(300_000) }], null);
  const read = await readArchive(file, null, {
    async begin() {},
    entry: async ({ content }) => void (await buffer(content)),
  });
  expect(read).toEqual({
    preface: { format: 1, engine: 'sqlite', createdAt: CREATED_AT },
    manifest: {
      ...FACTS,
      entries: [{ name: 'a', bytes: 300_000, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    },
    isEncrypted: false,
    bytes: statSync(file).size,
  });
});

it('can be read without Duetide', async () => {
  const file = newFile();
  await write(file, [{ name: 'notes.txt', content: Buffer.from('Netflix, 15.49') }], null);
  const tar = (...parameters: string[]) => execFileSync('tar', parameters, { encoding: 'utf8' });
  expect(tar('-tzf', file)).toBe('backup.json\nnotes.txt\nmanifest.json\n');
  expect(tar('-xzOf', file, 'notes.txt')).toBe('Netflix, 15.49');
});

it('shows nothing of what it holds where it is encrypted', async () => {
  const file = newFile();
  await write(file, [{ name: 'subscriptions', content: Buffer.from('Netflix') }], PASSPHRASE);
  expect(readFileSync(file, 'latin1')).not.toMatch(/Netflix|subscriptions|backup\.json/);
  await expect(read(file, 'correct horse batterx')).rejects.toThrow(/another passphrase/);
  await expect(read(file, null)).rejects.toThrow(/is encrypted\. Set BACKUP_PASSPHRASE/);
});

it('takes a passphrase for the same however its letters are composed', async () => {
  const file = newFile();
  const entries = [{ name: 'a', content: Buffer.from('b') }];
  await write(file, entries, 'Gr\u00f6\u00dfenwahn allerorten');
  expect(await read(file, 'Gro\u0308\u00dfenwahn allerorten')).toEqual(entries);
});

it.for([null, PASSPHRASE])(
  'is refused when its end is missing, or a byte was changed that means something (passphrase %s)',
  async (passphrase) => {
    const file = newFile();
    const entries = [{ name: 'a', content: randomBytes(2 * CHUNK + 7) }];
    await write(file, entries, passphrase);
    const whole = readFileSync(file);
    const isRefused = async (bytes: Uint8Array) => {
      writeFileSync(file, bytes);
      await expect(read(file, passphrase)).rejects.toMatchObject({ name: 'BackupError' });
    };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
        await isRefused(whole.subarray(0, length));
      }),
      { numRuns: 40 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const changed = Buffer.from(whole);
          changed.writeUInt8(changed.readUInt8(at) ^ change, at);
          writeFileSync(file, changed);
          const found = await read(file, passphrase).catch((error: Error) => error.name);
          // To gzip some bits mean nothing: a time, those before a block that is stored as it is.
          const isWhole = passphrase === null && isDeepStrictEqual(found, entries);
          if (!isWhole) expect(found).toBe('BackupError');
        },
      ),
      { numRuns: 60 },
    );
    await isRefused(Buffer.concat([whole, Buffer.from('more')]));
  },
);

it('is refused when an entry is another than the manifest says, under a sound checksum', async () => {
  const file = newFile();
  await write(file, [{ name: 'a', content: Buffer.from('15.49') }], null);
  const tar = gunzipSync(readFileSync(file)).toString('latin1').replace('15.49', '99.49');
  writeFileSync(file, gzipSync(Buffer.from(tar, 'latin1')));
  await expect(read(file, null)).rejects.toThrow(/damaged/);
});

it.for([
  ['', 'is no backup of Duetide'],
  ['PK\u0003\u0004 and so on', 'is no backup of Duetide'],
  [gzipSync('no tar at all'), 'is damaged'],
  [gzipSync(Buffer.alloc(1024)), 'is damaged or cut off'],
] as const)('is refused when it is no archive: %#', async ([content, message]) => {
  const file = newFile();
  writeFileSync(file, content);
  await expect(read(file, null)).rejects.toThrow(message);
});

it('is refused when a newer version made it', async () => {
  const file = newFile();
  await write(file, [], null);
  const tar = gunzipSync(readFileSync(file))
    .toString('latin1')
    .replace('"format": 1', '"format": 2');
  writeFileSync(file, gzipSync(Buffer.from(tar, 'latin1')));
  await expect(read(file, null)).rejects.toThrow(/newer version of Duetide/);
});

it('names what cannot be read at all', async () => {
  const file = newFile();
  await expect(read(file, null)).rejects.toThrow(`There is no file ${file}.`);
  await expect(read(tmpdir(), null)).rejects.toThrow(/is a folder/);
});

it('gives back what its reader throws, and lets go of the file', async () => {
  const file = newFile();
  await write(file, [{ name: 'a', content: randomBytes(40 * CHUNK) }], null);
  const fault = new Error('the disk is full');
  await expect(
    readArchive(file, null, { async begin() {}, entry: () => Promise.reject(fault) }),
  ).rejects.toBe(fault);
});

it('says why it could not be written', async () => {
  const file = newFile();
  await write(file, [], null);
  await expect(write(file, [], null)).rejects.toMatchObject({ code: 'EEXIST' });
  const broken = async function* (): AsyncGenerator<SizedEntry> {
    yield { name: 'a', bytes: 9, content: portions(Buffer.from('too short')) };
    throw new Error('the database went away');
  };
  await expect(
    writeArchive(
      { entries: broken(), facts: () => FACTS },
      { file: newFile(), engine: 'sqlite', createdAt: CREATED_AT, passphrase: null },
    ),
  ).rejects.toThrow('the database went away');
});

it('stops being written when it is told to', async () => {
  const stopping = new AbortController();
  const endless = async function* (): AsyncGenerator<SizedEntry> {
    for (let number = 0; ; number += 1) {
      if (number === 20) stopping.abort();
      yield { name: `${number}`, bytes: CHUNK, content: portions(randomBytes(CHUNK)) };
    }
  };
  const options = {
    file: newFile(),
    engine: 'sqlite',
    createdAt: CREATED_AT,
    passphrase: null,
  } as const;
  await expect(
    writeArchive(
      { entries: endless(), facts: () => FACTS },
      { ...options, signal: stopping.signal },
    ),
  ).rejects.toMatchObject({ name: 'AbortError' });
});

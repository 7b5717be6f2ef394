import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createDataFolderProbe,
  judgeFileSystem,
  judgeFreeSpace,
  MEBIBYTE,
  sizeOf,
} from './data-folder-probe.ts';

const GIBIBYTE = 1024 * MEBIBYTE;

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function look(folder: string, user = process.getuid?.()) {
  const probe = createDataFolderProbe({ folder, file: join(folder, 'duetide.db'), user });
  const found = await probe.run(new AbortController().signal);
  return found.filter(({ name }) => name === 'data folder' || name === 'owner');
}

/** In a process of its own: root, as whom tests may run, may write everywhere. */
async function lookAsNobodySpecial(folder: string): Promise<unknown[]> {
  const program = newFolder();
  // The project may lie where nobody else can read it.
  cpSync(import.meta.dirname, program, { recursive: true });
  chmodSync(program, 0o755);
  const run = `
    import { createDataFolderProbe } from '${program}/data-folder-probe.ts';
    const probe = createDataFolderProbe({ folder: '${folder}', file: '${folder}/duetide.db' });
    process.stdout.write(JSON.stringify(await probe.run(new AbortController().signal)));
  `;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', run],
    process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {},
  );
  return JSON.parse(stdout);
}

describe('the data folder', () => {
  it('is fine where only its owner may look in', async () => {
    expect(await look(newFolder())).toMatchObject([{ name: 'data folder', level: 'ok' }]);
  });

  it('is warned of where others may look in', async () => {
    const folder = newFolder();
    chmodSync(folder, 0o755);
    expect(await look(folder)).toMatchObject([
      {
        level: 'warning',
        message: expect.stringContaining('755'),
        cure: `Run chmod 700 ${folder}.`,
      },
    ]);
  });

  it('is told from one that belongs to somebody else', async () => {
    expect(await look(newFolder(), 1_234_567)).toMatchObject([
      { level: 'ok' },
      { name: 'owner', level: 'note', message: expect.stringContaining('runs as 1234567') },
    ]);
  });

  it('may be missing, and is not made', async () => {
    const parent = newFolder();
    expect(await look(join(parent, 'deep/data'))).toMatchObject([{ level: 'note' }]);
    expect(readdirSync(parent)).toEqual([]);
  });

  it('is a failure where it can never be', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(await look(file)).toMatchObject([{ level: 'failure', message: `${file} is no folder` }]);
    expect(await look(join(file, 'data'))).toMatchObject([{ level: 'failure' }]);
  });

  it('is a failure where this user may not write', async () => {
    const folder = newFolder();
    chmodSync(folder, 0o555);
    const [found] = await lookAsNobodySpecial(folder);
    chmodSync(folder, 0o755);
    expect(found).toMatchObject({
      level: 'failure',
      message: expect.stringContaining('may not write'),
    });
  });

  it('tells the room and the kind of its disk', async () => {
    const folder = newFolder();
    const probe = createDataFolderProbe({ folder, file: join(folder, 'x') });
    const found = await probe.run(new AbortController().signal);
    expect(found.map(({ name }) => name)).toEqual(['data folder', 'free space', 'file system']);
  });
});

it.each([
  [2 * GIBIBYTE, 0, 'ok'],
  [GIBIBYTE - 1, 0, 'warning'],
  [3 * GIBIBYTE, 2 * GIBIBYTE, 'warning'],
  [5 * GIBIBYTE, 2 * GIBIBYTE, 'ok'],
  [99 * MEBIBYTE, 0, 'failure'],
])('%i bytes free beside a database of %i: %s', (free, taken, level) => {
  expect(judgeFreeSpace(free, taken).level).toBe(level);
});

it.each([
  [0xef53, 'linux', 'ok'],
  [0x6969, 'linux', 'warning'],
  [0xfe534d42, 'linux', 'warning'],
  [0x01021994, 'linux', 'warning'],
  [0x794c7630, 'linux', 'warning'],
  [0x6969, 'darwin', 'ok'],
] as const)('a file system of type %i on %s: %s', (type, platform, level) => {
  expect(judgeFileSystem(type, '/data', platform)).toMatchObject([{ level }]);
});

it('says sizes as people do', () => {
  expect([1, 5 * MEBIBYTE, 1.5 * GIBIBYTE].map(sizeOf)).toEqual(['1 KiB', '5 MiB', '1.5 GiB']);
});

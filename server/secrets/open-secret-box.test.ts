import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { openSecretBox, type SecretSettings } from './open-secret-box.ts';
import { createSecretBox } from './secret-box.ts';

const KEY = 'k'.repeat(32);
const PLACE = ['household', 'channel', 'token'];

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duetide-secret-key-'));
  file = join(folder, 'secret-key');
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (changes: Partial<SecretSettings> = {}) =>
  openSecretBox({ key: null, previous: null, file, mayMakeFile: true, ...changes });

function refusalOf(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

it('makes a key at the first secret, not before, which nobody else can read', () => {
  const box = open();
  expect(readdirSync(folder)).toEqual([]);
  const sealed = box.seal('secret', PLACE);
  expect(readdirSync(folder)).toEqual(['secret-key']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toMatch(/^[\w-]{43}\n$/);
  expect(open().open(sealed, PLACE)).toBe('secret');
});

it('takes the key that is there, also where it may make none', () => {
  writeFileSync(file, `${KEY}\n`);
  const sealed = open({ mayMakeFile: false }).seal('secret', PLACE);
  expect(createSecretBox(KEY).open(sealed, PLACE)).toBe('secret');
});

it('needs no file where a key was chosen, and still opens what the file’s sealed', () => {
  const chosen = open({ key: KEY });
  const sealed = chosen.seal('new', PLACE);
  expect(readdirSync(folder)).toEqual([]);
  const before = open().seal('old', PLACE);
  expect(open({ key: KEY }).open(before, PLACE)).toBe('old');
  expect(open({ key: 'n'.repeat(32), previous: KEY }).open(sealed, PLACE)).toBe('new');
});

it('says the cure where several instances share a database and no key was chosen', () => {
  const box = open({ mayMakeFile: false });
  const refusal = refusalOf(() => box.seal('secret', PLACE));
  expect(refusal).toMatchObject({ code: 'unavailable' });
  expect(refusal.detail).toContain('SECRET_KEY');
  expect(readdirSync(folder)).toEqual([]);
});

it.each(['', 'too short\n'])('never replaces a file that holds no key: %j', (content) => {
  writeFileSync(file, content);
  const refusal = refusalOf(() => open().seal('secret', PLACE));
  expect(refusal.detail).toContain('secret-key');
  expect(readFileSync(file, 'utf8')).toBe(content);
});

it('says it where the file cannot be made, and looks again next time', () => {
  const missing = join(folder, 'missing');
  const box = open({ file: join(missing, 'secret-key') });
  expect(refusalOf(() => box.seal('secret', PLACE))).toMatchObject({ code: 'unavailable' });
  mkdirSync(missing);
  expect(box.open(box.seal('secret', PLACE), PLACE)).toBe('secret');
});

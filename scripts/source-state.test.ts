import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceState } from './source-state.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'duetide-sources-'));
  write('web/app/page.tsx', 'one');
  write('web/index.html', 'two');
  write('lock.json', 'three');
  write('server/main.ts', 'four');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

const state = () => sourceState(root, ['web', 'lock.json', 'not-there']);

test('stays the same while nothing changes', () => {
  const before = state();
  write('server/main.ts', 'not among the sources');
  expect(state()).toBe(before);
  expect(sourceState(root, ['not-there', 'lock.json', 'web'])).toBe(before);
});

test.for<[string, () => void]>([
  ['a file of another size', () => write('web/index.html', 'longer')],
  ['a new file', () => write('web/app/new.tsx', '')],
  ['a removed file', () => rmSync(join(root, 'web/index.html'))],
  ['a renamed file', () => renameSync(join(root, 'web/index.html'), join(root, 'web/home.html'))],
  ['a file of the same size saved later', () => utimesSync(join(root, 'lock.json'), 1, 1)],
])('differs after %s', ([, change]) => {
  const before = state();
  change();
  expect(state()).not.toBe(before);
});

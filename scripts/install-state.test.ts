import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isInstallBroken, isInstalled, projectNode } from './install-state.mjs';

const RUNTIME = { version: '1.0.0', integrity: 'sha512-a' };
const TOOL = { version: '2.0.0', integrity: 'sha512-b', dev: true };
const OTHER_MACHINES = { version: '3.0.0', integrity: 'sha512-c', optional: true };
const LOCK = {
  '': { version: '0.1.0' },
  'node_modules/runtime': RUNTIME,
  'node_modules/tool': TOOL,
  'node_modules/other-machines': OTHER_MACHINES,
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'duetide-install-'));
  write('package-lock.json', { packages: LOCK });
  write('node_modules/node/bin/node', '');
  write('node_modules/node/bin/node.exe', '');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), JSON.stringify(content));
}

function installed(packages: Record<string, unknown>): { toStart: boolean; toTest: boolean } {
  write('node_modules/.package-lock.json', { packages });
  return {
    toStart: isInstalled(root, { withDevelopment: false }),
    toTest: isInstalled(root, { withDevelopment: true }),
  };
}

test('an install with everything serves both', () => {
  expect(installed({ 'node_modules/runtime': RUNTIME, 'node_modules/tool': TOOL })).toEqual({
    toStart: true,
    toTest: true,
  });
});

test('an install without the tools of development is enough to start', () => {
  expect(installed({ 'node_modules/runtime': RUNTIME })).toEqual({ toStart: true, toTest: false });
});

test('another version, or other content of the same version, is installed again', () => {
  for (const runtime of [
    { ...RUNTIME, version: '1.0.1' },
    { ...RUNTIME, integrity: 'sha512-x' },
  ]) {
    const state = installed({ 'node_modules/runtime': runtime, 'node_modules/tool': TOOL });
    expect(state).toEqual({ toStart: false, toTest: false });
  }
});

test('an interrupted install, which left no record or half of one, is broken', () => {
  const record = join(root, 'node_modules/.package-lock.json');
  for (const content of [null, '{}', '{"packages": {"node_mod']) {
    if (content) writeFileSync(record, content);
    expect(isInstallBroken(root)).toBe(true);
    expect(isInstalled(root, { withDevelopment: false })).toBe(false);
  }
});

test('an install whose Node is missing is broken', () => {
  const packages = { 'node_modules/runtime': RUNTIME, 'node_modules/tool': TOOL };
  expect(installed(packages)).toEqual({ toStart: true, toTest: true });
  expect(isInstallBroken(root)).toBe(false);
  rmSync(projectNode(root));
  expect(installed(packages)).toEqual({ toStart: false, toTest: false });
  expect(isInstallBroken(root)).toBe(true);
});

test('a machine without an install has nothing broken', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  expect(isInstallBroken(root)).toBe(false);
  expect(isInstalled(root, { withDevelopment: false })).toBe(false);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MEBIBYTE } from './data-folder-probe.ts';
import { availableMemory, createRuntimeProbe, type Runtime } from './runtime-probe.ts';

function newProject(files: Record<string, string> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'duetide-project-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const manifest = JSON.stringify({ dependencies: { node: '26.10.0' } });
  for (const [path, text] of Object.entries({ 'package.json': manifest, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

async function levelsOf(runtime: Partial<Runtime>) {
  const probe = createRuntimeProbe({
    root: newProject(),
    node: '26.10.0',
    memory: 1024 * MEBIBYTE,
    isServing: false,
    ...runtime,
  });
  const found = await probe.run(new AbortController().signal);
  return Object.fromEntries(found.map(({ name, level }) => [name, level]));
}

describe('what Duetide runs on', () => {
  it.each([
    ['26.10.0', 'ok'],
    ['26.11.1', 'note'],
    ['27.0.0', 'warning'],
    ['24.0.0', 'failure'],
  ])('Node.js %s: %s', async (node, level) => {
    expect(await levelsOf({ node })).toMatchObject({ 'Node.js': level });
  });

  it('needs its web app once it serves', async () => {
    expect(await levelsOf({})).toMatchObject({ 'web app': 'note' });
    expect(await levelsOf({ isServing: true })).toMatchObject({ 'web app': 'failure' });
    const root = newProject({ 'dist/web/index.html': '' });
    expect(await levelsOf({ root, isServing: true })).toMatchObject({ 'web app': 'ok' });
  });

  it('needs some memory', async () => {
    expect(await levelsOf({})).toMatchObject({ memory: 'ok' });
    expect(await levelsOf({ memory: 256 * MEBIBYTE })).toMatchObject({ memory: 'warning' });
    expect(availableMemory()).toBeGreaterThan(64 * MEBIBYTE);
  });
});

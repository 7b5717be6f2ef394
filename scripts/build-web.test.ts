import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ensureWebBuilt } from './build-web.ts';

const CONFIG = `import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const dist = join(import.meta.dirname, '../dist');
export default {
  root: import.meta.dirname,
  build: { outDir: '../dist/web', emptyOutDir: true, manifest: true, rolldownOptions: { input: 'main.js' } },
  plugins: [{
    name: 'maps',
    writeBundle() {
      for (const folder of ['maps', 'builds']) mkdirSync(join(dist, folder), { recursive: true });
      writeFileSync(join(dist, 'builds', String(performance.now())), '');
    },
  }],
};
`;

it('builds when sources changed or a part of the build is gone, and only then', async () => {
  const root = mkdtempSync(join(tmpdir(), 'duetide-build-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'web'));
  const main = join(root, 'web', 'main.js');
  writeFileSync(main, 'console.log(1);');
  writeFileSync(join(root, 'web', 'vite.config.ts'), CONFIG);
  const built = async () => {
    await ensureWebBuilt(root);
    return readdirSync(join(root, 'dist', 'builds')).length;
  };
  expect(await built()).toBe(1);
  expect(await built()).toBe(1);
  for (const [at, folder] of ['maps', 'web'].entries()) {
    rmSync(join(root, 'dist', folder), { recursive: true });
    expect(await built()).toBe(at + 2);
    expect(await built()).toBe(at + 2);
  }
  writeFileSync(main, 'console.log(1, 2);');
  expect(await built()).toBe(4);
});

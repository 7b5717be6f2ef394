import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

/** Packages of which a file was loaded in a process of its own that imports `file`. */
async function packagesLoadedBy(file: string): Promise<Set<string>> {
  const program = `
    import { createRequire } from 'node:module';
    await import(${JSON.stringify(join(import.meta.dirname, file))});
    process.stdout.write(JSON.stringify(Object.keys(createRequire(process.execPath).cache)));
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
  const files: string[] = JSON.parse(stdout);
  return new Set(files.map((path) => path.split('/node_modules/').at(-1)?.split('/')[0] ?? path));
}

it('drivers that were not chosen are not loaded', async () => {
  const loaded = await packagesLoadedBy('wiring/open-parts.ts');
  expect(loaded).toContain('kysely');
  expect(loaded).not.toContain('mongodb');
  expect(loaded).not.toContain('ioredis');
});

it('which would be seen', async () => {
  expect(await packagesLoadedBy('adapters/store/mongodb/mongodb-store.ts')).toContain('mongodb');
});

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

/** Packages of which a file was loaded in a process of its own that imports these. */
async function packagesLoadedBy(...files: string[]): Promise<Set<string>> {
  const program = `
    import { createRequire } from 'node:module';
    for (const file of ${JSON.stringify(files.map((file) => join(import.meta.dirname, file)))}) await import(file);
    process.stdout.write(JSON.stringify(Object.keys(createRequire(process.execPath).cache)));
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
  const loaded: string[] = JSON.parse(stdout);
  return new Set(loaded.map((path) => path.split('/node_modules/').at(-1)?.split('/')[0] ?? path));
}

it('drivers that were not chosen are not loaded', async () => {
  const loaded = await packagesLoadedBy(
    ...['wiring/open-parts.ts', 'wiring/wire.ts', 'wiring/open-checks.ts'],
  );
  expect(loaded).toContain('fastify');
  expect(loaded).not.toContain('mongodb');
  expect(loaded).not.toContain('ioredis');
  expect(loaded).not.toContain('undici');
  expect(loaded).not.toContain('nodemailer');
});

it('which would be seen', async () => {
  expect(await packagesLoadedBy('adapters/store/mongodb/mongodb-store.ts')).toContain('mongodb');
});

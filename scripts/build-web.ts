import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say, secondsSince } from './install.mjs';
import { readStamp, sourceState, writeStamp } from './source-state.ts';

const SOURCES = [
  'web',
  'shared',
  'lingui.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];

/** Builds the web app into dist/web unless nothing changed since it was built. */
export async function ensureWebBuilt(root: string): Promise<void> {
  // Beside Vite's manifest: whoever deletes the build deletes this too.
  const stamp = join(root, 'dist', 'web', '.vite', 'source-state');
  const state = sourceState(root, SOURCES);
  // Without its maps, stacks of browsers could not be read.
  const isWhole = existsSync(join(root, 'dist', 'maps'));
  if (isWhole && readStamp(stamp) === state) return;

  const start = Date.now();
  say('building the web app …');
  rmSync(stamp, { force: true });
  const { build } = await import('vite');
  await build({ configFile: join(root, 'web', 'vite.config.ts'), logLevel: 'error' });
  writeStamp(stamp, state);
  say(`web app built in ${secondsSince(start)}`);
}

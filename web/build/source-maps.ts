import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Moves source maps to `dist/maps`, which is not served: with them stacks of browsers are read. */
export function sourceMaps(): Plugin {
  let outDir = '';
  return {
    name: 'source-maps',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    async writeBundle() {
      const target = join(outDir, '..', 'maps');
      await rm(target, { recursive: true, force: true });
      await mkdir(target, { recursive: true });
      const files = await readdir(outDir, { recursive: true });
      const maps = files.filter((file) => file.endsWith('.map'));
      await Promise.all(
        maps.map((file) => rename(join(outDir, file), join(target, basename(file)))),
      );
    },
  };
}

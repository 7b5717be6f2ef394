import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Plugin, Rolldown } from 'vite';

const SOURCE = new URL('../app/service-worker.js', import.meta.url);
const KEPT = /^assets\/.*\.(?:js|css|svg|woff2)$/;
/** Letters that most people never see. */
const RARE = /-(?:latin-ext|cyrillic|cyrillic-ext|greek|vietnamese)-[^/]*\.woff2$/;

/**
 * Writes `/service-worker.js`: the worker with the names of all files that it keeps. It is another
 * file for another build, which is how browsers notice that there is a new version.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle: {
      // When the page and every file that plugins bring are there.
      order: 'post',
      async handler(_options, bundle) {
        const source = fillIn(await readFile(SOURCE, 'utf8'), bundle);
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
      },
    },
  };
}

function fillIn(source: string, bundle: Rolldown.OutputBundle): string {
  const page = bundle['index.html'];
  const entry = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry);
  if (page?.type !== 'asset' || !entry) throw new Error('The bundle has no page or no entry');
  const files = Object.keys(bundle).filter((file) => KEPT.test(file) && !RARE.test(file));
  const paths = files.sort().map((file) => `/${file}`);
  const version = createHash('sha256').update(page.source).update(paths.join('\n'));
  const values = {
    VERSION: version.digest('base64url').slice(0, 12),
    ENTRY: `/${entry.fileName}`,
    FILES: paths,
  };
  let filled = source;
  for (const [name, value] of Object.entries(values)) {
    const place = new RegExp(`^const ${name} = (?:''|\\[\\]);$`, 'm');
    if (!place.test(filled)) throw new Error(`service-worker.js has no place for ${name}`);
    filled = filled.replace(place, () => `const ${name} = ${JSON.stringify(value)};`);
  }
  return filled;
}

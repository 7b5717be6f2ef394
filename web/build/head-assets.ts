import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;

const SCRIPT = new URL('../app/before-paint.js', import.meta.url);
const PRELOADED_FONT = /hanken-grotesk-latin-wght-normal|bricolage-grotesque-latin-700-normal/;

/** What the entry brings in once the first paint is done. */
const START = ['app/start.tsx'];
const SHELL = ['app/shell/member-layout.tsx', 'app/shell/app-shell.tsx'];
const ENTRANCE = ['app/entrance/entrance-layout.tsx'];
/** Stands for every address that is not listed. */
const ANY_PATH = '*';

/** Where people begin, and the modules that these pages consist of. */
const FIRST_PAGES: Readonly<Record<string, readonly string[]>> = {
  '/': [...SHELL, 'app/pages/dashboard-page.tsx'],
  '/subscriptions': [...SHELL, 'app/pages/subscriptions-page.tsx'],
  '/calendar': [...SHELL, 'app/pages/calendar-page.tsx'],
  '/sign-in': [...ENTRANCE, 'app/pages/sign-in-page.tsx'],
  '/sign-up': [...ENTRANCE, 'app/pages/sign-up-page.tsx'],
};

/**
 * What the head needs before the application runs: the fonts of the first paint, and a script that
 * applies the chosen theme and asks for the scripts of the page. It blocks, and is a file of its own
 * because the content security policy allows no inline code.
 */
export function headAssets(): Plugin {
  return {
    name: 'head-assets',
    configureServer(server) {
      server.middlewares.use('/before-paint.js', (_request, response, next) => {
        response.setHeader('content-type', 'text/javascript');
        readFile(SCRIPT).then((script) => response.end(script), next);
      });
    },
    async generateBundle(_options, bundle) {
      const source = await scriptFor(bundle);
      this.emitFile({ type: 'asset', fileName: nameOf(source), source });
    },
    transformIndexHtml: {
      order: 'post',
      async handler(_html, { bundle }) {
        if (!bundle) return [scriptTag('/before-paint.js')];
        const fonts = Object.keys(bundle).filter((file) => PRELOADED_FONT.test(file));
        const script = nameOf(await scriptFor(bundle));
        return [scriptTag(`/${script}`), ...fonts.map((file) => fontTag(`/${file}`))];
      },
    },
  };
}

/** The same for the same bundle: it is asked for twice. */
async function scriptFor(bundle: Bundle): Promise<string> {
  const entry = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry);
  const known = new Set(entry ? withImports(bundle, entry.fileName) : []);
  const pages = Object.entries({ ...FIRST_PAGES, [ANY_PATH]: [] }).map(([path, own]) => {
    const modules = [...START, ...own];
    const files = modules.flatMap((module) =>
      chunksOf(bundle, module).flatMap((chunk) => withImports(bundle, chunk)),
    );
    const wanted = [...new Set(files)].filter((file) => !known.has(file));
    return [path, wanted.map((file) => `/${file}`)];
  });
  const source = await readFile(SCRIPT, 'utf8');
  const filled = source.replace(
    'scriptsByPath = {}',
    `scriptsByPath = ${JSON.stringify(Object.fromEntries(pages))}`,
  );
  if (filled === source) throw new Error('before-paint.js has no place for the scripts of pages');
  return filled;
}

/** Where a module is, and the door to it if other chunks come in by name. */
function chunksOf(bundle: Bundle, module: string): string[] {
  const isIt = (id: string | null) => id?.endsWith(`/web/${module}`) ?? false;
  const chunks = Object.values(bundle).filter(
    (file) => file.type === 'chunk' && (isIt(file.facadeModuleId) || file.moduleIds.some(isIt)),
  );
  if (chunks.length === 0) throw new Error(`${module} is in no chunk`);
  return chunks.map(({ fileName }) => fileName);
}

function withImports(bundle: Bundle, fileName: string, seen = new Set<string>()): string[] {
  const chunk = bundle[fileName];
  if (seen.has(fileName) || chunk?.type !== 'chunk') return [];
  seen.add(fileName);
  return [fileName, ...chunk.imports.flatMap((imported) => withImports(bundle, imported, seen))];
}

function nameOf(source: string): string {
  const hash = createHash('sha256').update(source).digest('base64url');
  return `assets/before-paint-${hash.slice(0, 8)}.js`;
}

function scriptTag(src: string): HtmlTagDescriptor {
  return { tag: 'script', attrs: { src }, injectTo: 'head-prepend' };
}

function fontTag(href: string): HtmlTagDescriptor {
  const attrs = {
    rel: 'preload',
    as: 'font',
    type: 'font/woff2',
    crossorigin: '',
    // The fallbacks have the same measures: scripts go first on a slow line.
    fetchpriority: 'low',
    href,
  };
  return { tag: 'link', attrs, injectTo: 'head-prepend' };
}

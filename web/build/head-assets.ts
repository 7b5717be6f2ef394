import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { HtmlTagDescriptor, Plugin } from 'vite';

const THEME_SCRIPT = new URL('../app/theme-before-paint.js', import.meta.url);
const PRELOADED_FONT = /hanken-grotesk-latin-wght-normal|bricolage-grotesque-latin-wght-normal/;

/**
 * What the head needs before the application runs: the fonts of the first paint as preloads, and
 * the script that applies the chosen theme. The script blocks, and is a file of its own because the
 * content security policy allows no inline code.
 */
export function headAssets(): Plugin {
  let isBuild = false;
  return {
    name: 'head-assets',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    configureServer(server) {
      server.middlewares.use('/theme-before-paint.js', async (_request, response) => {
        response.setHeader('content-type', 'text/javascript');
        response.end(await readFile(THEME_SCRIPT));
      });
    },
    async generateBundle() {
      const source = await readFile(THEME_SCRIPT, 'utf8');
      this.emitFile({ type: 'asset', fileName: await themeScriptName(), source });
    },
    transformIndexHtml: {
      order: 'post',
      async handler(_html, { bundle }) {
        const script = isBuild ? await themeScriptName() : 'theme-before-paint.js';
        const fonts = Object.keys(bundle ?? {}).filter((file) => PRELOADED_FONT.test(file));
        return [scriptTag(`/${script}`), ...fonts.map((file) => fontTag(`/${file}`))];
      },
    },
  };
}

async function themeScriptName(): Promise<string> {
  const hash = createHash('sha256')
    .update(await readFile(THEME_SCRIPT))
    .digest('base64url');
  return `assets/theme-${hash.slice(0, 8)}.js`;
}

function scriptTag(src: string): HtmlTagDescriptor {
  return { tag: 'script', attrs: { src }, injectTo: 'head-prepend' };
}

function fontTag(href: string): HtmlTagDescriptor {
  const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href };
  return { tag: 'link', attrs, injectTo: 'head-prepend' };
}

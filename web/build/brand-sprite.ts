import { createHash } from 'node:crypto';
import * as simpleIcons from 'simple-icons';
import type { Plugin } from 'vite';
import { WELL_KNOWN_SERVICES } from '../../shared/services/well-known-services.ts';

const VIRTUAL = 'virtual:brands';
const RESOLVED = `\0${VIRTUAL}`;

interface Icon {
  slug: string;
  hex: string;
  path: string;
}

/**
 * The logos of the well-known services as one SVG sprite, a file that every page shares, instead of
 * as JavaScript. `virtual:brands` exports its address and the colour of each logo in it.
 */
export function brandSprite(): Plugin {
  const icons = wellKnownIcons();
  const sprite = spriteOf(icons);
  const hash = createHash('sha256').update(sprite).digest('base64url').slice(0, 8);
  const fileName = `assets/brands-${hash}.svg`;
  const colors = Object.fromEntries(icons.map(({ slug, hex }) => [slug, hex]));
  return {
    name: 'brand-sprite',
    resolveId: (id) => (id === VIRTUAL ? RESOLVED : null),
    load: (id) =>
      id === RESOLVED
        ? `export const BRAND_SPRITE = '/${fileName}';\nexport const BRAND_COLORS = ${JSON.stringify(colors)};`
        : null,
    configureServer(server) {
      server.middlewares.use(`/${fileName}`, (_request, response) => {
        response.setHeader('content-type', 'image/svg+xml');
        response.end(sprite);
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: sprite });
    },
  };
}

function wellKnownIcons(): Icon[] {
  const bySlug = new Map(
    Object.values(simpleIcons as unknown as Record<string, Icon>).map((icon) => [icon.slug, icon]),
  );
  return WELL_KNOWN_SERVICES.flatMap(({ slug }) => bySlug.get(slug) ?? []);
}

function spriteOf(icons: readonly Icon[]): string {
  const symbols = icons.map(
    ({ slug, path }) => `<symbol id="${slug}" viewBox="0 0 24 24"><path d="${path}"/></symbol>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}

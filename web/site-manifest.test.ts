import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const PUBLIC = join(import.meta.dirname, 'public');
const manifest = JSON.parse(readFileSync(join(PUBLIC, 'site.webmanifest'), 'utf8'));
const page = readFileSync(join(import.meta.dirname, 'index.html'), 'utf8');

interface Icon {
  src: string;
  sizes: string;
  type: string;
  purpose: string;
}
const pictures = (manifest.icons as Icon[]).filter(({ type }) => type === 'image/png');

/** Width and height stand at fixed places of every PNG's first chunk. */
function pngSize(path: string): string {
  const bytes = readFileSync(join(PUBLIC, path));
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

describe('the manifest', () => {
  it('has what browsers ask for before they offer to install', () => {
    expect(manifest).toMatchObject({ name: 'Duetide', start_url: '/', display: 'standalone' });
    for (const purpose of ['any', 'maskable']) {
      const sizes = pictures.filter((icon) => icon.purpose === purpose).map(({ sizes }) => sizes);
      expect(sizes).toEqual(['192x192', '512x512']);
    }
  });

  it.each(pictures.map(({ src, sizes }) => [src, sizes]))('%s measures %s', (src, sizes) => {
    expect(pngSize(src)).toBe(sizes);
  });

  it('leads from the icon to adding a subscription and to the calendar', () => {
    const urls = (manifest.shortcuts as { url: string }[]).map(({ url }) => url);
    expect(urls).toEqual(['/subscriptions/new', '/calendar']);
  });
});

it('the page names the manifest and the icon of Apple, and a colour for each theme', () => {
  expect(page).toContain('<link rel="manifest" href="/site.webmanifest" />');
  const [, apple = ''] = /rel="apple-touch-icon" href="([^"]+)"/.exec(page) ?? [];
  expect(pngSize(apple)).toBe('180x180');
  for (const scheme of ['light', 'dark']) {
    expect(page).toMatch(new RegExp(`theme-color" media="\\(prefers-color-scheme: ${scheme}\\)"`));
  }
});

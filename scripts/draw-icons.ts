// Draws the icons of the installed app anew from the one in web/public/favicon.svg: npm run icons
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, chromiumPath } from '../tests/support/chromium.ts';

/**
 * `full-bleed` fills the square: the system cuts its own shape out of it, at most to a circle of 80 %.
 * Of a `badge`, beside a notification, systems show where it is opaque, in a colour of their own.
 */
type Look = 'rounded' | 'full-bleed' | 'badge';

interface Icon {
  file: string;
  pixels: number;
  look: Look;
}

const ICONS: Icon[] = [
  { file: 'icon-192.png', pixels: 192, look: 'rounded' },
  { file: 'icon-512.png', pixels: 512, look: 'rounded' },
  { file: 'maskable-192.png', pixels: 192, look: 'full-bleed' },
  { file: 'maskable-512.png', pixels: 512, look: 'full-bleed' },
  { file: 'apple-touch-180.png', pixels: 180, look: 'full-bleed' },
  { file: 'badge-96.png', pixels: 96, look: 'badge' },
];

const folder = join(dirname(import.meta.dirname), 'web', 'public');
const drawing = readFileSync(join(folder, 'favicon.svg'), 'utf8');
// What is behind the sign, with its round corners, becomes the whole square.
const fullBleed = drawing
  .replace('rx="8"', 'rx="0"')
  .replace('viewBox="0 0 32 32"', 'viewBox="-3 -3 38 38"');
const badge = drawing
  .replace(/<rect[^>]*>/, '')
  .replace('fill="#ff8b6b"', 'fill="#fff" opacity="0.5"')
  .replace('fill="#7cdccf"', 'fill="#fff"')
  .replace('viewBox="0 0 32 32"', 'viewBox="4 4 24 24"');
const DRAWINGS: Record<Look, string> = { rounded: drawing, 'full-bleed': fullBleed, badge };
if (fullBleed === drawing || badge.includes('#7cdccf'))
  throw new Error('favicon.svg is no longer drawn as this script expects');

const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
try {
  const page = await browser.newPage();
  for (const icon of ICONS) await draw(page, icon);
} finally {
  await browser.close();
}

async function draw(page: Page, { file, pixels, look }: Icon): Promise<void> {
  await page.setViewportSize({ width: pixels, height: pixels });
  const isFullBleed = look === 'full-bleed';
  const background = isFullBleed ? 'background:#0a2f38' : '';
  await page.setContent(
    `<body style="margin:0;${background}"><style>svg{display:block;width:100vw;height:100vh}</style>${DRAWINGS[look]}`,
  );
  await page.screenshot({ path: join(folder, 'icons', file), omitBackground: !isFullBleed });
}

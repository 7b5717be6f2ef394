// Takes the pictures of the README anew: npm run screenshots
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { todayIn } from '#shared/dates/time-zone.ts';
import { signUpByApi } from '../tests/support/api-account.ts';
import { startApp } from '../tests/support/app-process.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../tests/support/chromium.ts';
import { fillHousehold } from '../tests/support/sample-household.ts';

const PICTURES = { dashboard: '/', subscriptions: '/subscriptions' };
const folder = join(dirname(import.meta.dirname), 'docs', 'images');

const app = await startApp({ LOG_LEVEL: 'error' });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
try {
  const account = await signUpByApi(app.url);
  await fillHousehold(account, todayIn('Europe/Berlin', Date.now()));
  const context = await browser.newContext({
    baseURL: app.url,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 880 },
    reducedMotion: 'reduce',
  });
  await context.addCookies([{ ...account.cookie, url: app.url }]);
  const page = await context.newPage();
  for (const [name, path] of Object.entries(PICTURES)) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }
} finally {
  await browser.close();
  await app.stop();
}

import { expect, type Page } from '@playwright/test';
import { todayIn } from '#shared/dates/time-zone.ts';
import { fillHousehold } from '../support/sample-household.ts';
import { test } from './app-test.ts';

test.use({ serviceWorkers: 'allow' });

test.beforeEach(async ({ account }) => {
  await fillHousehold(account, todayIn('Europe/Berlin', Date.now()));
});

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** Opens the overview and waits until the application's files are kept. */
async function openKept(page: Page): Promise<void> {
  await page.goto('/');
  await expect(heading(page, 'Overview')).toBeVisible();
  await expect.poll(() => hasWorker(page)).toBe(true);
}

function hasWorker(page: Page): Promise<boolean> {
  return page.evaluate(() => navigator.serviceWorker.controller?.state === 'activated');
}

test('can be installed: a manifest without faults, and a worker that is active', async ({
  context,
  page,
}) => {
  await openKept(page);
  const devtools = await context.newCDPSession(page);
  const { errors, data } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? '{}').name).toBe('Duetide');
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Tests run in a window of the kind that keeps nothing, where nothing is installed.
  const faults = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito');
  expect(faults).toEqual([]);
  for (const path of ['/site.webmanifest', '/service-worker.js', '/icons/icon-512.png']) {
    const answer = await page.request.get(path);
    expect(answer.status()).toBe(200);
    expect(answer.headers()['cache-control']).toBe('no-cache');
  }
});

test('keeps files of the application, and nothing that a person may read', async ({ page }) => {
  await openKept(page);
  const paths = await page.evaluate(async () => {
    const kept = [];
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      kept.push(...requests.map(({ url }) => new URL(url).pathname));
    }
    return kept;
  });
  expect(paths.length).toBeGreaterThan(50);
  expect(paths.filter((path) => path !== '/' && !path.startsWith('/assets/'))).toEqual([]);
});

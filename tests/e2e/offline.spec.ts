import { expect, type Page } from '@playwright/test';
import { todayIn } from '#shared/dates/time-zone.ts';
import { signUpByApi } from '../support/api-account.ts';
import { startVersions } from '../support/next-version.ts';
import { fillHousehold } from '../support/sample-household.ts';
import { expectAccessible } from './accessibility.ts';
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
  await expect.poll(() => hasWorker(page), { timeout: 30_000 }).toBe(true);
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

const OFFLINE = /You are offline\. Shown as of \d{1,2}:\d{2}/;
const mark = (page: Page) => page.getByRole('main').getByText(/Shown as of/);
const subscription = (page: Page) => page.getByRole('link', { name: /Netflix/ }).first();

/** What the browser's database holds, as text. */
function keptText(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('duetide-kept');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const answers = opening.result.transaction('answers').objectStore('answers').getAll();
          answers.onsuccess = () => {
            opening.result.close();
            resolve(JSON.stringify(answers.result));
          };
        };
      }),
  );
}

/** Reads every page that a person would, so that it is kept. */
async function readAll(page: Page): Promise<void> {
  await openKept(page);
  await expect(page.getByText('Due this month')).toBeVisible();
  await page.getByRole('link', { name: 'Subscriptions', exact: true }).click();
  // The overview, which stays until then, has such a link as well.
  await expect(heading(page, 'Subscriptions')).toBeVisible();
  await expect(subscription(page)).toBeVisible();
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await expect(page).toHaveURL(/\/calendar/);
  await expect(page.getByRole('main').getByText('Netflix').first()).toBeVisible();
  for (const endpoint of ['summary', 'forecast', 'calendar', 'categories', 'subscriptions']) {
    await expect.poll(() => keptText(page)).toContain(`GET ${endpoint} `);
  }
}

test('without a connection what was read can be read, and says of when it is', async ({
  context,
  page,
}) => {
  await readAll(page);
  await expect(mark(page)).toBeHidden();
  await context.setOffline(true);
  // Nobody has to do anything for the mark to come.
  await expect(mark(page)).toHaveText(OFFLINE);

  await page.goto('/');
  await expect(page.getByText('Due this month')).toBeVisible();
  await expect(mark(page)).toHaveText(OFFLINE);
  await expect(page.getByRole('alert')).toBeHidden();
  await expectAccessible(page);
  await page.goto('/subscriptions');
  await expect(subscription(page)).toBeVisible();
  await expect(mark(page)).toHaveText(OFFLINE);
  await page.goto('/calendar');
  await expect(page.getByRole('main').getByText('Netflix').first()).toBeVisible();
  await expect(mark(page)).toHaveText(OFFLINE);
  await page.goto('/settings/household');
  await expect(mark(page)).toHaveText(OFFLINE);

  await context.setOffline(false);
  await expect(mark(page)).toBeHidden();
  await page.goto('/');
  await expect(page.getByText('Due this month')).toBeVisible();
  await expect(mark(page)).toBeHidden();
});

test('without a connection a change is refused in words, and nothing of it is made later', async ({
  account,
  context,
  page,
}) => {
  await readAll(page);
  await page.goto('/settings/categories');
  await expect(page.getByText('Entertainment')).toBeVisible();
  await context.setOffline(true);
  await expect(mark(page)).toHaveText(OFFLINE);
  await page.getByRole('button', { name: 'Add category' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Boats');
  await dialog.getByRole('button', { name: 'Add', exact: false }).click();
  await expect(dialog).toContainText('You are offline. This needs a connection');
  await context.setOffline(false);
  await expect(mark(page)).toBeHidden();
  expect(JSON.stringify(await account.call('GET', 'categories'))).not.toContain('Boats');
});

test('after signing out nothing is left, with or without a connection', async ({
  context,
  page,
}) => {
  await readAll(page);
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect.poll(() => keptText(page)).toBe('[]');
  await context.setOffline(true);
  await page.goto('/subscriptions');
  await expect(page.getByRole('alert')).toContainText('You are offline, and this was not opened');
  await expect(page.getByText('Netflix')).toBeHidden();
});

test('a session that the server ended leaves nothing either', async ({ account, page }) => {
  await readAll(page);
  const { items } = (await account.call('GET', 'auth/sessions')) as { items: { id: string }[] };
  await account.call('DELETE', `auth/sessions/${items[0]?.id}`);
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
  await expect.poll(() => keptText(page)).toBe('[]');
});

test('who signs in next on the same computer finds nothing of who was there before', async ({
  app,
  account,
  context,
  page,
}) => {
  await readAll(page);
  expect(await keptText(page)).toContain(account.email);
  const next = await signUpByApi(app.url);
  await context.clearCookies();
  await context.addCookies([{ ...next.cookie, url: app.url }]);
  await page.goto('/');
  await expect.poll(() => keptText(page)).toContain(next.email);
  const kept = await keptText(page);
  expect(kept).not.toContain(account.email);
  expect(kept).not.toContain('Netflix');
  await context.setOffline(true);
  await page.goto('/subscriptions');
  await expect(mark(page)).toBeVisible();
  await expect(page.getByText('Netflix')).toBeHidden();
});

test('a new version says that it is ready, and what is open goes on', async ({ app, page }) => {
  const versions = await startVersions(app.url);
  try {
    await page.goto(versions.url);
    await expect(heading(page, 'Overview')).toBeVisible();
    await expect.poll(() => hasWorker(page), { timeout: 30_000 }).toBe(true);
    await expect(page.getByText('A new version is ready.')).toBeHidden();
    versions.deploy();
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect(page.getByText('A new version is ready.')).toBeVisible({ timeout: 30_000 });
    // The server has it no more, and the page may still need it.
    const isThere = await page.evaluate(async () => {
      const [script] = document.querySelectorAll<HTMLScriptElement>('script[type="module"]');
      return script ? (await fetch(script.src)).ok : false;
    });
    expect(isThere).toBe(true);
    await page.getByRole('link', { name: 'Calendar', exact: true }).click();
    await expect(page.getByRole('main').getByText('Netflix').first()).toBeVisible();

    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(page.locator('script[src^="/assets/next-"]')).toHaveCount(1);
    await expect(page.getByText('A new version is ready.')).toBeHidden();
  } finally {
    await versions.stop();
  }
});

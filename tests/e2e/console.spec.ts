import { expect, type Page } from '@playwright/test';
import { type ApiAccount, signUpByApi } from '../support/api-account.ts';
import { type AppProcess, startApp } from '../support/app-process.ts';
import { expectAccessible } from './accessibility.ts';
import { test as base } from './app-test.ts';

/** The first person of an installation is its operator, so this needs one of its own. */
const test = base.extend<Record<never, never>, { app: AppProcess; operator: ApiAccount }>({
  operator: [async ({ app }, use) => use(await signUpByApi(app.url)), { scope: 'worker' }],
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const app = await startApp();
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

async function signIn(page: Page, app: AppProcess, account: ApiAccount): Promise<void> {
  await page.context().addCookies([{ ...account.cookie, url: app.url }]);
}

test('an operator gets to the console by menu and by palette', async ({ app, operator, page }) => {
  await signIn(page, app, operator);
  await page.goto('/');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('link', { name: 'Console' }).click();
  await expect(page).toHaveURL(/\/console$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Console' })).toBeFocused();
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('console');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/console$/);
});

test('to everybody else there is no console', async ({ app, operator, page }) => {
  expect(operator.email).not.toBe('');
  await signIn(page, app, await signUpByApi(app.url));
  await page.goto('/');
  await page.getByRole('button', { name: /^Account/ }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Console' })).toHaveCount(0);
  await page.goto('/console');
  await expect(page.getByRole('heading', { name: 'Nothing washed ashore here' })).toBeVisible();
});

test('the range stands in the address, also one from one time to another', async ({
  app,
  operator,
  page,
}) => {
  await signIn(page, app, operator);
  await page.goto('/console');
  await page.getByText('6 hours', { exact: true }).click();
  await expect(page).toHaveURL(/[?&]range=6h/);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page).toHaveURL(/[?&]compare=true/);
  await page.getByRole('button', { name: 'From … to' }).click();
  await page.getByLabel('From', { exact: true }).fill('2026-11-20T10:00');
  await page.getByLabel('To', { exact: true }).fill('2026-11-20T09:00');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('Choose an end after the start')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('To', { exact: true }).fill('2026-11-20T11:30');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const chosen = /from=2026-11-20T09%3A00%3A00\.000Z&to=2026-11-20T10%3A30/;
  await expect(page).toHaveURL(chosen);
  await page.getByRole('button', { name: 'Earlier' }).click();
  await expect(page).toHaveURL(/from=2026-11-20T07%3A30/);
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(page).toHaveURL(chosen);
  await page.reload();
  await expect(page.getByRole('button', { name: /20 Nov 2026|Nov 20, 2026/ })).toBeVisible();
});

/** Rollups are written every ten seconds; a page is asked again as often. */
const SOON = { timeout: 40_000 };

test('an operator sees whether people are served, and how fast, of what was really asked', async ({
  app,
  operator,
  page,
}) => {
  test.slow();
  await signIn(page, app, operator);
  for (let request = 0; request < 40; request += 1) await operator.call('GET', 'summary');
  await page.goto('/console?range=15m');
  const verdict = page.getByRole('region', { name: 'Are people being served?' });
  await expect(verdict).toContainText('People are being served.', SOON);
  await expect(verdict).toContainText(/1?00% of \d+ answers? in the last minute were good/);

  await expect(verdict.getByRole('link', { name: 'No alerts' })).toBeVisible();

  const marks = page.getByRole('listitem').filter({ hasText: /^Version .* deployed/ });
  await expect(marks).toHaveCount(1);

  const traffic = page.getByRole('slider', { name: 'Traffic' });
  await traffic.focus();
  await page.keyboard.press('End');
  await expect(traffic).toHaveAttribute('aria-valuetext', /Requests: /);
  const newest = Number(await traffic.getAttribute('aria-valuenow'));
  await page.keyboard.press('ArrowLeft');
  await expect(traffic).toHaveAttribute('aria-valuenow', String(newest - 1));
  // One instant for all charts of the page.
  await expect(page.getByRole('slider', { name: 'Errors' })).toHaveAttribute(
    'aria-valuenow',
    String(newest - 1),
  );

  await page.getByRole('button', { name: 'More about Traffic' }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  await expect(
    page.getByRole('region', { name: 'Table: Traffic' }).getByRole('table'),
  ).toContainText(/\d\/s/);
  await page.getByRole('button', { name: 'More about Traffic' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Download as CSV' }).click();
  expect((await download).suggestedFilename()).toBe('Traffic.csv');
  await expectAccessible(page);
});

test('the slow route is found, and shown by itself', async ({ app, operator, page }) => {
  test.slow();
  await signIn(page, app, operator);
  for (let request = 0; request < 20; request += 1) await operator.call('GET', 'categories');
  await page.goto('/console/performance?range=15m');
  const routes = page.getByRole('region', { name: 'All routes' }).last();
  await expect(routes).toContainText('GET /api/v1/categories', SOON);
  await expect(page.getByRole('slider', { name: 'Time to answer, by route' })).toBeVisible();
  await expectAccessible(page);
  await routes.getByRole('link', { name: 'Requests' }).click();
  await expect(page).toHaveURL(/sort=requests/);
  await expect(routes.getByRole('columnheader', { name: 'Requests' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await routes.getByRole('link', { name: 'GET /api/v1/categories' }).click();
  await expect(page.getByRole('heading', { name: 'GET /api/v1/categories' })).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Time to answer' })).toBeVisible();
  await page.getByRole('link', { name: 'All routes' }).click();
  await expect(routes).toBeVisible();
});

test('of each class of kept answers it is told what it is good for, and what it takes', async ({
  app,
  operator,
  page,
}) => {
  test.slow();
  await signIn(page, app, operator);
  for (let request = 0; request < 5; request += 1) await operator.call('GET', 'summary');
  await page.goto('/console/cache?range=15m');
  const row = page.getByRole('row').filter({ hasText: '/api/v1/summary' });
  await expect(row).toContainText(/ kB/, SOON);
  const cells = row.getByRole('cell');
  await expect(cells.nth(2)).not.toHaveText('0');
  await expect(cells.nth(5)).toHaveText(/^[\d.]+ kB$/);
  await expect(cells.nth(6)).toHaveText('0');
  // There is no Redis.
  await expect(cells.nth(7)).toHaveText('–');
  await expectAccessible(page);
});

test('every page of figures fits a phone', async ({ app, operator, page }) => {
  test.slow();
  await signIn(page, app, operator);
  await operator.call('GET', 'summary');
  await page.setViewportSize({ width: 360, height: 740 });
  for (const name of ['Cache', 'Instances', 'Overview']) {
    await page.goto('/console');
    await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name }).click();
    await expect(page.getByRole('slider').first()).toBeVisible(SOON);
    await expectAccessible(page);
    const widest = await page.evaluate(() =>
      Math.max(
        document.documentElement.scrollWidth,
        ...[...document.querySelectorAll('main svg[role=presentation]')].map(
          (svg) => svg.getBoundingClientRect().right,
        ),
      ),
    );
    expect(widest, name).toBeLessThanOrEqual(360);
  }
  await page.goto('/console/instances');
  await expect(page.getByRole('region', { name: 'Instances' })).toContainText('Serving', SOON);
});

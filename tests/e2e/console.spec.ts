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
  await page.getByRole('button', { name: 'Compare with before' }).click();
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

import { expect } from '@playwright/test';
import type { ApiAccount } from '../support/api-account.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

/** Somewhere else. @returns the status of a request with the session from there. */
async function signInElsewhere(
  origin: string,
  { email, password }: Pick<ApiAccount, 'email' | 'password'>,
): Promise<() => Promise<number>> {
  const answer = await fetch(`${origin}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': FIREFOX },
    body: JSON.stringify({ email, password }),
  });
  expect(answer.status).toBe(200);
  const [cookie = ''] = (answer.headers.getSetCookie()[0] ?? '').split(';');
  return async () => (await fetch(`${origin}/api/v1/auth/session`, { headers: { cookie } })).status;
}

test('another name is shown at once', async ({ account, page }) => {
  await page.goto('/settings/account');
  await expect(page.getByRole('main').getByText(account.email)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Your name').fill('Augusta King');
  await page.getByRole('button', { name: 'Save the name' }).click();
  await expect(page.getByText('Your name is saved')).toBeVisible();
  await expect(page.getByRole('button', { name: /Account.* Augusta King/ })).toBeVisible();
});

test('sessions are listed, the present one is marked, others are ended from here', async ({
  account,
  app,
  page,
}) => {
  const statusThere = await signInElsewhere(app.url, account);
  expect(await statusThere()).toBe(200);
  await page.goto('/settings/account');
  const sessions = page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
  await expect(sessions).toHaveCount(2);
  await expect(sessions.first()).toContainText('this one');
  await sessions.filter({ hasText: 'Firefox on Linux' }).getByRole('button').click();
  await expect(page.getByText('Signed out there')).toBeVisible();
  await expect(sessions).toHaveCount(1);
  expect(await statusThere()).toBe(401);

  const others = [await signInElsewhere(app.url, account), await signInElsewhere(app.url, account)];
  await page.reload();
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(sessions).toHaveCount(1);
  expect(await Promise.all(others.map((status) => status()))).toEqual([401, 401]);
});

test('a new password needs the old one, and ends other sessions', async ({
  account,
  app,
  page,
}) => {
  const statusThere = await signInElsewhere(app.url, account);
  await page.goto('/settings/account');
  await page.getByLabel('Current password', { exact: true }).fill('not it, certainly');
  await page.getByLabel('New password', { exact: true }).fill('a password that is new');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('That is not your current password.')).toBeVisible();
  await page.getByLabel('Current password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText(/Your password is changed/)).toBeVisible();
  await expect(page.getByLabel('New password', { exact: true })).toHaveValue('');
  expect(await statusThere()).toBe(401);

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible();
  await signInElsewhere(app.url, { ...account, password: 'a password that is new' });
});

test('an account is deleted with its password, after everything was offered as a file', async ({
  account,
  app,
  page,
}) => {
  await page.goto('/settings/account');
  await page.getByRole('button', { name: /^Delete the account/ }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Download everything' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.json$/);

  await dialog.getByLabel('Your password', { exact: true }).fill('not it, certainly');
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(dialog.getByText('That is not your current password.')).toBeVisible();
  await dialog.getByLabel('Your password', { exact: true }).fill(account.password);
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(page.getByText('Your account is deleted')).toBeVisible();

  const { email, password } = account;
  const answer = await fetch(`${app.url}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  expect(answer.status).toBe(401);
});

test('a theme is kept, and formats are those of the browser', async ({ account, page }) => {
  expect(account.name).not.toBe('');
  await page.goto('/settings/appearance');
  await expect(page.getByText('British English')).toBeVisible();
  await expect(page.getByText('€1,234.56')).toBeVisible();
  await expect(page.getByText('Monday')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
});

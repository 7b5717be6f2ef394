import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';

test.beforeEach(async ({ account, context }) => {
  // The account exists; this browser has never seen it.
  expect(account.cookie.value).not.toBe('');
  await context.clearCookies();
});

test('signs in and returns to where it was going', async ({ account, page }) => {
  await page.goto('/calendar');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expectAccessible(page);
  await page.getByLabel('E-mail address').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/calendar$/);
});

test('a wrong password is refused in words, and what was typed stays', async ({
  account,
  page,
}) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue(account.email);
  await expectAccessible(page);
});

import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';

test('a new person signs up, lands in the app, and is still known after a reload', async ({
  page,
}) => {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Grace Hopper');
  await page.getByLabel('E-mail address').fill(`grace-${randomUUID()}@example.com`);
  await page.getByLabel('Password', { exact: true }).fill('nanoseconds of wire');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create account' }).click();

  await expect(page).toHaveURL(/\/welcome$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Is this right?' })).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page).toHaveURL(/\/welcome$/);
});

test('a password that is too short is said at its field', async ({ page, app }) => {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Grace Hopper');
  await page.getByLabel('E-mail address').fill('grace@example.com');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(page).toHaveURL(`${app.url}/sign-up`);
});

import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';

const SECTIONS = [
  'Household',
  'Categories',
  'Budgets',
  'Payment methods',
  'Exchange rates',
  'Import',
  'Export',
  'Calendar feed',
  'Account',
  'Notifications',
  'Reminders',
  'Appearance',
];

const heading = (page: Page, name: string) =>
  page.getByRole('heading', { name, level: 1, exact: true });

test('on wide screens the sections stand at the side', async ({ account, page }) => {
  expect(account.name).not.toBe('');
  await page.goto('/settings');
  const navigation = page.getByRole('navigation', { name: 'Settings' });
  await expect(navigation.getByRole('link')).toHaveText(SECTIONS);
  for (const name of SECTIONS.toReversed()) {
    await navigation.getByRole('link', { name }).click();
    await expect(heading(page, name)).toBeFocused();
    await expect(navigation.locator('[aria-current="page"]')).toHaveText(name);
  }
});

test('on narrow screens they are a page of their own, and each fits', async ({ account, page }) => {
  test.slow();
  expect(account.name).not.toBe('');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/settings');
  await expect(page).toHaveURL(/\/settings$/);
  await expectAccessible(page);
  for (const name of SECTIONS) {
    await page
      .getByRole('main')
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .click();
    await expect(heading(page, name)).toBeVisible();
    await expect(page.getByRole('main').getByRole('status', { name: 'Loading' })).toHaveCount(0);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, name).toBe(0);
    await page.getByRole('main').getByRole('link', { name: 'Settings', exact: true }).click();
    await expect(heading(page, 'Settings')).toBeVisible();
  }
});

test('a section that does not exist says so', async ({ account, page }) => {
  expect(account.name).not.toBe('');
  await page.goto('/settings/submarine');
  await expect(page.getByText('Nothing washed ashore here')).toBeVisible();
});

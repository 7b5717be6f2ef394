import { expect, type Page } from '@playwright/test';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { Calendar } from '#shared/schemas/insight-schemas.ts';
import type { ApiAccount } from '../support/api-account.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';

const MONTHLY = { every: 1, unit: 'month' };

/** January 2031: the 31st is a Friday, and February has no 31st. */
async function fill(account: ApiAccount): Promise<void> {
  const add = (name: string, anchor: string, amount: string, currency = 'EUR') =>
    account.call('POST', 'subscriptions', {
      name,
      anchor,
      cycle: MONTHLY,
      prices: [{ amount, currency }],
    });
  await add('Rent', '2031-01-01', '800.00');
  await add('Radio', '2031-01-31', '18.36');
  await add('Newspaper', '2031-01-31', '39.90');
  await add('Railway', '2031-01-15', '15.00', 'CHF');
}

/** The button of a day that has the focus, by its accessible name. */
const expectFocusOn = (page: Page, name: RegExp) =>
  expect(page.getByRole('grid').getByRole('button', { name })).toBeFocused();

test('shows what the server says of each day, and what it could not convert', async ({
  account,
  page,
}) => {
  await fill(account);
  const { total, days } = (await account.call(
    'GET',
    'calendar?from=2031-01-01&to=2031-01-31',
  )) as Calendar;
  expect(days.map(({ date }) => date)).toEqual(['2031-01-01', '2031-01-15', '2031-01-31']);

  await page.goto('/calendar?month=2031-01');
  await expect(page.getByRole('heading', { name: 'January 2031' })).toBeVisible();
  expect(total.amount).toBe('858.26');
  await expect(page.getByText('€858.26').first()).toBeVisible();
  const grid = page.getByRole('grid', { name: 'January 2031' });
  await expect(
    grid.getByRole('button', { name: 'Friday 31 January, 2 charges, €58.26' }),
  ).toBeVisible();
  await expect(grid.getByRole('button', { name: /^Thursday 30 January, nothing/ })).toBeVisible();
  await expect(grid.getByRole('columnheader').first()).toContainText('Monday');
  await expect(page.getByText('1 charge is missing from these totals')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Enter the rate' }).click();
  await expect(page.getByText('No rate from CHF to EUR on 15 Jan 2031')).toBeVisible();
});

test('is walked by keyboard, across months, and a day opens and closes', async ({
  account,
  page,
}) => {
  test.slow();
  await fill(account);
  await page.goto('/calendar?month=2031-01');
  await page
    .getByRole('grid')
    .getByRole('button', { name: /^Wednesday 1 January/ })
    .focus();
  await page.keyboard.press('ArrowRight');
  await expectFocusOn(page, /^Thursday 2 January/);
  await page.keyboard.press('ArrowDown');
  await expectFocusOn(page, /^Thursday 9 January/);
  await page.keyboard.press('End');
  await expectFocusOn(page, /^Sunday 12 January/);
  await page.keyboard.press('Home');
  await expectFocusOn(page, /^Monday 6 January/);
  await page.keyboard.press('ArrowUp');
  await expectFocusOn(page, /^Monday 30 December/);
  await expect(page.getByRole('heading', { name: 'December 2030' })).toBeVisible();
  await page.keyboard.press('PageDown');
  await expectFocusOn(page, /^Thursday 30 January/);
  await page.keyboard.press('Shift+PageDown');
  await expectFocusOn(page, /^Friday 30 January/);
  await expect(page).toHaveURL(/month=2032-01/);
  await page.keyboard.press('Shift+PageUp');
  await page.keyboard.press('ArrowRight');
  await expectFocusOn(page, /^Friday 31 January/);

  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Friday 31 January' });
  await expect(dialog.getByRole('link', { name: /Radio/ })).toBeVisible();
  await expect(dialog.getByRole('link', { name: /Newspaper/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expectFocusOn(page, /^Friday 31 January/);

  // The tab key sees one day of the grid only.
  await expect(page.getByRole('grid').locator('button[tabindex="0"]')).toHaveCount(1);
});

test('comes back from a subscription to the day that was open', async ({ account, page }) => {
  await fill(account);
  await page.goto('/calendar?month=2031-01');
  await page.getByRole('button', { name: /^Friday 31 January/ }).click();
  await page.getByRole('dialog').getByRole('link', { name: /Radio/ }).click();
  await expect(page.getByRole('heading', { name: 'Radio' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('dialog', { name: 'Friday 31 January' })).toBeVisible();
});

test('turns to other months and back to today', async ({ account, page }) => {
  await fill(account);
  await page.goto('/calendar');
  const today = todayIn('Europe/Berlin', Date.now());
  await expect(page.locator('[aria-current="date"]')).toHaveAttribute('data-date', today);
  await expect(page.getByRole('button', { name: 'Today', exact: true })).toBeDisabled();
  const present = await page.getByRole('heading', { level: 1 }).textContent();
  await page.getByRole('button', { name: 'Next month' }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(present ?? '');
  await expect(page.locator('[aria-current="date"]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Previous month' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(present ?? '');
  await page.getByRole('button', { name: 'Next month' }).click();
  await page.getByRole('button', { name: 'Today', exact: true }).click();
  await expect(page.locator('[aria-current="date"]')).toHaveAttribute('data-date', today);
});

test('is a list on narrow screens, which need not be scrolled sideways', async ({
  account,
  page,
}) => {
  await fill(account);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/calendar?month=2031-01');
  await expect(page.getByRole('heading', { name: 'Friday 31 January' })).toBeVisible();
  await expect(page.getByRole('grid')).toHaveCount(0);
  await expect(page.getByRole('link', { name: /Radio/ })).toContainText('€18.36');
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  await expectAccessible(page);
});

test('a month that cannot be loaded says so, and is tried again', async ({ account, page }) => {
  await fill(account);
  await page.route('**/api/v1/calendar?*', (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'internal-error', status: 500, requestId: 'req-4711' }),
    }),
  );
  await page.goto('/calendar?month=2031-01');
  await expect(page.getByRole('alert')).toContainText('January 2031 could not be loaded');
  await expect(page.getByRole('alert')).toContainText('req-4711');
  await page.unroute('**/api/v1/calendar?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('grid', { name: 'January 2031' })).toBeVisible();
});

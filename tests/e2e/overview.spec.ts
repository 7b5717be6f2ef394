import { expect, type Page } from '@playwright/test';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays, startOfMonth } from '#shared/dates/date-arithmetic.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { ApiAccount } from '../support/api-account.ts';
import { fillHousehold } from '../support/sample-household.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';

const MONTHLY = { every: 1, unit: 'month' };

async function subscribe(
  account: ApiAccount,
  name: string,
  anchor: CalendarDate,
  price: { amount: string; currency?: string },
  more: object = {},
): Promise<void> {
  await account.call('POST', 'subscriptions', {
    name,
    anchor,
    cycle: MONTHLY,
    prices: [{ currency: 'EUR', ...price }],
    ...more,
  });
}

const card = (page: Page, name: string | RegExp) => page.getByRole('region', { name });

test('an empty household is led to its first subscription', async ({ account, page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'The tide is out' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Pick what you pay for' }).click();
  await expect(page).toHaveURL(/\/welcome$/);
  expect(account.name).not.toBe('');
});

test('the month adds up: due is what was paid and what is left', async ({ account, page }) => {
  const today = todayIn('Europe/Berlin', Date.now());
  const first = startOfMonth(today);
  await subscribe(account, 'Rent of a garage', first, { amount: '12.50' });
  await subscribe(account, 'Newspaper', today, { amount: '30.25' });
  // On the first of a month nothing is past yet.
  const [paid, left] = today === first ? ['€0.00', '€42.75'] : ['€12.50', '€30.25'];

  await page.goto('/');
  const month = card(page, /Left to pay in/);
  await expect(month).toContainText(`Due this month€42.75`);
  await expect(month).toContainText(`Paid so far${paid}`);
  await expect(month).toContainText(left);
  const upcoming = card(page, 'Next 30 days');
  await expect(upcoming).toContainText('Newspaper');
  await expect(upcoming).toContainText('today');
  await expect(card(page, '12 months ahead')).toContainText('What really falls due');
});

test('a trial that ends is named with the charge that follows', async ({ account, page }) => {
  const today = todayIn('Europe/Berlin', Date.now());
  await subscribe(
    account,
    'Magazine',
    addDays(today, 3),
    { amount: '9.90' },
    { trialEndsOn: addDays(today, 2) },
  );
  await page.goto('/');
  const soon = card(page, 'Decide soon');
  await expect(soon).toContainText('Magazine');
  await expect(soon).toContainText('in 2 days');
  await expect(soon).toContainText('€9.90');
});

test('what cannot be converted is left out, named, and there once the rate is known', async ({
  account,
  page,
}) => {
  const today = todayIn('Europe/Berlin', Date.now());
  await subscribe(account, 'Hosting', today, { amount: '10.00', currency: 'USD' });
  await page.goto('/');
  await expect(page.getByText(/Hosting is left out/)).toBeVisible();
  await expect(card(page, 'Next 30 days')).toContainText('US$10.00');
  await expectAccessible(page);

  await account.call('PUT', 'rates/USD/EUR', { rate: '0.5', on: today });
  await page.reload();
  await expect(card(page, 'Next 30 days')).toContainText('€5.00');
  await expect(page.getByText(/Hosting is left out/)).toBeHidden();
  await page.getByText('Converted at 1 rate').click();
  await expect(page.getByText(/1 USD = 0\.5 EUR.*entered by hand/)).toBeVisible();
});

test('a full overview is accessible, also on a phone, and does not scroll sideways', async ({
  account,
  page,
}) => {
  await fillHousehold(account, todayIn('Europe/Berlin', Date.now()));
  await page.goto('/');
  await expect(card(page, '12 months ahead')).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('when the totals fail, the rest still works, and trying again helps', async ({
  account,
  page,
}) => {
  await subscribe(account, 'Newspaper', todayIn('Europe/Berlin', Date.now()), { amount: '30.25' });
  await page.route('**/api/v1/summary', (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'internal-error', status: 500, requestId: 'request-of-test' }),
    }),
  );
  await page.goto('/');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The totals could not be loaded');
  await expect(alert).toContainText('request-of-test');
  await expect(card(page, 'Next 30 days')).toContainText('Newspaper');
  await expectAccessible(page);

  await page.unroute('**/api/v1/summary');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Due this month')).toBeVisible();
  await expect(alert).toBeHidden();
});

import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';
import { addSubscription } from './new-subscription.ts';

test.use({ viewport: { width: 360, height: 740 } });

async function expectNoSideways(page: Page) {
  const { wide, seen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    seen: document.documentElement.clientWidth,
  }));
  expect(wide, `${page.url()} does not scroll sideways`).toBeLessThanOrEqual(seen);
}

test('list, one subscription and form fit on a small phone', async ({ account, page }) => {
  test.slow();
  const long = 'Danube steamship company captains’ and stokers’ monthly magazine';
  const { id } = await addSubscription(account, {
    name: long,
    weekendRule: 'previous-business-day',
    notice: { every: 3, unit: 'month' },
    tags: ['ship', 'a-tag-as-long-as-they-may-be-without-any-place-to-br'.slice(0, 50)],
    notes: 'https://example.com/a/very/long/address/that/has/no/place/to/break/anywhere/at/all',
    prices: [
      { from: '2025-01-31', amount: '123456789.00', currency: 'USD' },
      { from: '2025-06-30', amount: '223456789.00', currency: 'USD' },
    ],
  });
  await addSubscription(account, { trialEndsOn: '2099-01-01', anchor: '2099-01-02' });

  await page.goto('/subscriptions');
  await expect(page.getByText(long)).toBeVisible();
  await expectNoSideways(page);
  await page.getByRole('button', { name: 'Filter and order' }).click();
  await expect(page.getByLabel('Groups')).toBeVisible();
  await page.getByLabel('Groups').selectOption('category');
  await page.getByRole('checkbox', { name: 'Select Netflix' }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Change' }).click();
  await expect(page.getByRole('menuitem', { name: 'Payment method' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expectNoSideways(page);
  await expectAccessible(page);

  await page.goto(`/subscriptions/${id}`);
  await expect(page.getByText('Show earlier ones')).toBeVisible();
  await expectNoSideways(page);
  await expectAccessible(page);

  await page.goto(`/subscriptions/${id}/edit`);
  await expect(page.getByLabel('Notes')).toBeVisible();
  await expectNoSideways(page);
  await expectAccessible(page);
});

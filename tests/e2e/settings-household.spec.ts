import { expect } from '@playwright/test';
import type { HouseholdView } from '#shared/schemas/household-schemas.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';
import { addSubscription, subscriptionById } from './new-subscription.ts';

test('the household gets another name, currency and time zone, and totals follow', async ({
  account,
  page,
}) => {
  await page.goto('/settings');
  await expect(page).toHaveURL(/\/settings\/household$/);
  await expectAccessible(page);
  await page.getByLabel('Name of the household').fill('Lighthouse');
  await page.getByLabel('Currency of the totals').fill('swiss');
  await page.getByRole('option', { name: /CHF/ }).click();
  await page.getByLabel('Time zone').fill('auckland');
  await page.getByRole('option', { name: /Auckland/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The household is saved')).toBeVisible();

  const household = (await account.call('GET', 'household')) as HouseholdView;
  expect(household).toMatchObject({
    name: 'Lighthouse',
    baseCurrency: 'CHF',
    timeZone: 'Pacific/Auckland',
  });
  await expect(page.getByRole('button', { name: /^Account/ })).toContainText('Lighthouse');
  await page.goto('/calendar');
  await expect(page.getByText('CHF 0.00').first()).toBeVisible();
});

test('what changed elsewhere meanwhile is told, and not overwritten unseen', async ({
  account,
  page,
}) => {
  await page.goto('/settings/household');
  await expect(page.getByLabel('Name of the household')).toHaveValue('Home');
  await account.call('PATCH', 'household', { name: 'By somebody else' });
  await page.getByLabel('Name of the household').fill('Mine');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('changed elsewhere');
  expect(await account.call('GET', 'household')).toMatchObject({ name: 'By somebody else' });

  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The household is saved')).toBeVisible();
  expect(await account.call('GET', 'household')).toMatchObject({ name: 'Mine' });
});

test('a category is added, renamed, coloured, deleted and brought back', async ({
  account,
  page,
}) => {
  test.slow();
  await page.goto('/settings/categories');
  const rows = page.getByRole('list', { name: 'Categories' }).getByRole('listitem');
  await expect(rows).toHaveCount(10);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add category' }).click();
  await expect(page.getByRole('dialog').getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Please fill this in.');
  await page.getByRole('dialog').getByLabel('Name').fill('Boats');
  await page.getByTitle('Sky').click();
  await expect(page.getByRole('radio', { name: 'Sky' })).toBeChecked();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Boats is added')).toBeVisible();
  await expect(rows).toHaveCount(11);

  const { items } = (await account.call('GET', 'categories?limit=200')) as {
    items: { id: string; name: string; color: string }[];
  };
  const boats = items.find(({ name }) => name === 'Boats');
  expect(boats).toMatchObject({ color: 'sky' });
  const { id } = await addSubscription(account, { name: 'Berth', categoryId: boats?.id });

  await page.getByRole('button', { name: 'Edit Boats' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Harbour');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(rows.filter({ hasText: 'Harbour' })).toBeVisible();

  await page.getByRole('button', { name: 'Delete Harbour' }).click();
  await expect(page.getByText('Harbour is deleted')).toBeVisible();
  await expect(rows).toHaveCount(10);
  expect((await subscriptionById(account, id)).categoryId).toBeNull();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Harbour is back')).toBeVisible();
  await expect(rows).toHaveCount(11);
  expect((await subscriptionById(account, id)).categoryId).toBe(boats?.id);

  await page.getByRole('link', { name: 'Harbour' }).click();
  await expect(page.getByText('Berth')).toBeVisible();
});

test('a list that cannot be loaded says so, and is tried again', async ({ account, page }) => {
  expect(account.name).not.toBe('');
  await page.route('**/api/v1/categories?*', (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'internal-error', status: 500, requestId: 'req-4711' }),
    }),
  );
  await page.goto('/settings/categories');
  await expect(page.getByRole('alert')).toContainText('The categories could not be loaded');
  await expect(page.getByRole('alert')).toContainText('req-4711');
  await page.unroute('**/api/v1/categories?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('list', { name: 'Categories' })).toBeVisible();
});

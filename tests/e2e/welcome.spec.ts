import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';

const soon = () => addDays(todayIn('Europe/Berlin', Date.now()), 5);

test('a newcomer taps services, says what they cost, and sees them', async ({ page }) => {
  test.slow();
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Grace Hopper');
  await page.getByLabel('E-mail address').fill(`grace-${randomUUID()}@example.com`);
  await page.getByLabel('Password', { exact: true }).fill('nanoseconds of wire');
  await page.getByRole('button', { name: 'Create account' }).click();

  // The browser speaks British English and stands in Berlin: that is what was guessed.
  await expect(page.getByRole('heading', { name: 'Is this right?' })).toBeVisible();
  await expect(page.getByLabel('Name of the household')).toHaveValue('Household of Grace Hopper');
  await expect(page.getByLabel('Time zone')).toHaveValue('Berlin (Europe)');
  const currency = page.getByLabel('Currency of the totals');
  await expect(currency).toHaveValue('British Pound (GBP)');
  await currency.fill('euro');
  await currency.press('Enter');
  await expect(currency).toHaveValue('Euro (EUR)');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(page.getByRole('heading', { name: 'What do you pay for?' })).toBeFocused();
  await page.getByText('Netflix', { exact: true }).click();
  await page.getByText('Spotify', { exact: true }).click();
  await page.getByText('Spotify', { exact: true }).click();
  const search = page.getByLabel('Search services');
  await search.fill('Allotment');
  await page.getByRole('button', { name: 'Add “Allotment”' }).click();
  await expect(search).toHaveValue('');
  await expect(page.getByText('2 chosen')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Continue' }).click();

  const netflix = page.getByRole('group', { name: 'Netflix' });
  const allotment = page.getByRole('group', { name: 'Allotment' });
  await netflix.getByLabel('Price').fill('17.99');
  await netflix.getByLabel('Next charge').fill(soon());
  await page.getByRole('button', { name: 'Add 2 subscriptions' }).click();
  await expect(allotment.getByLabel('Price')).toBeFocused();
  await expect(allotment.getByText('Pick a date.')).toBeVisible();
  await expectAccessible(page);

  await allotment.getByLabel('Price').fill('120');
  await allotment.getByLabel('Currency').selectOption('GBP');
  await allotment.getByLabel('How often').selectOption('Every year');
  await allotment.getByLabel('Next charge').fill(soon());
  await page.getByRole('button', { name: 'Add 2 subscriptions' }).click();

  await expect(page.getByRole('heading', { name: 'Be told before money leaves' })).toBeFocused();
  await expect(page.getByText('2 subscriptions added')).toBeVisible();
  await expectAccessible(page);
  // Nobody set up a mail server: it says so, and keeps no channel that does not work.
  await page.getByRole('button', { name: /Mail to me/ }).click();
  await expect(page.getByText('No mail server is set up here')).toBeVisible();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(page).toHaveURL(/\/$/);
  const upcoming = page.getByRole('region', { name: 'Next 30 days' });
  await expect(upcoming).toContainText('€17.99');
  await expect(upcoming).toContainText('£120.00');
});

test('what the server refuses stays on the list, and is not added twice', async ({
  account,
  page,
}) => {
  await account.call('POST', 'channels', { name: 'Mail', settings: { kind: 'mail' } });
  await page.goto('/welcome');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('Netflix', { exact: true }).click();
  await page.getByText('Spotify', { exact: true }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  for (const name of ['Netflix', 'Spotify']) {
    const row = page.getByRole('group', { name });
    await row.getByLabel('Price').fill('9.99');
    await row.getByLabel('Next charge').fill(soon());
  }
  let attempts = 0;
  await page.route('**/api/v1/subscriptions', (route) => {
    attempts += 1;
    return attempts === 2 ? route.abort() : route.continue();
  });
  await page.getByRole('button', { name: 'Add 2 subscriptions' }).click();
  await expect(page.getByText('Not everything could be added')).toBeVisible();
  await expect(page.getByRole('group', { name: 'Netflix' })).toBeHidden();
  await page.getByRole('button', { name: 'Add 1 subscription' }).click();
  // Who is reached already is not asked by what.
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByText('2 subscriptions added')).toBeVisible();

  const { items } = (await account.call('GET', 'subscriptions')) as { items: { name: string }[] };
  expect(items.map(({ name }) => name)).toEqual(['Netflix', 'Spotify']);
});

test('every step can be skipped', async ({ account, page }) => {
  await page.goto('/welcome');
  await page.getByRole('link', { name: 'Skip for now' }).click();
  await expect(page).toHaveURL(/\/$/);
  expect(account.name).not.toBe('');
});

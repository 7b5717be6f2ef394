import { expect, type Page } from '@playwright/test';
import { todayIn } from '#shared/dates/time-zone.ts';
import { fillHousehold } from '../support/sample-household.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';

test.beforeEach(async ({ account, page }) => {
  await fillHousehold(account, todayIn('Europe/Berlin', Date.now()));
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
});

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search and jump' });

test('the palette finds a subscription and opens it, by keyboard alone', async ({ page }) => {
  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('combobox')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('github');
  await expect(palette(page).getByRole('option', { name: /GitHub/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/subscriptions\/[\w-]{36}$/);
  await expect(palette(page)).toBeHidden();
});

test('the palette opens what stands there, also while the server still looks', async ({ page }) => {
  await page.route(/subscriptions\?.*q=github/, () => {});
  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('combobox')).toBeFocused();
  await page.keyboard.type('gith');
  const found = palette(page).getByRole('option', { name: /GitHub/ });
  await expect(found).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.type('ub');
  await expect(found).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/subscriptions\/[\w-]{36}$/);
});

test('the palette closes with Escape and gives the focus back', async ({ page }) => {
  const opener = page.getByRole('button', { name: /Search and jump/ });
  await opener.click();
  await expect(palette(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette(page)).toBeHidden();
  await expect(opener).toBeFocused();
});

test('keys lead everywhere, and the sheet lists them', async ({ page }) => {
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL(/\/subscriptions$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Subscriptions' })).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page).toHaveURL(/\/calendar/);
  await expect(page).toHaveTitle(/Calendar/);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page).toHaveURL(/\/$/);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Go to Calendar');
  await expectAccessible(page);
  // While a dialog is open, keys belong to it.
  await page.keyboard.press('n');
  await expect(page).toHaveURL(/\/$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await expect(page).toHaveURL(/\/subscriptions\/new/);
});

test('while somebody types, letters are letters', async ({ page }) => {
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  const search = page.getByRole('main').getByRole('searchbox');
  await expect(search).toBeVisible();
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.type('n?');
  await expect(search).toHaveValue('n?');
  await expect(page).toHaveURL(/\/subscriptions(\?|$)/);
});

test('the content can be jumped to', async ({ page }) => {
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('a chosen theme stays, from the first paint on', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  const background = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByText('Dark', { exact: true }).click();
  const dark = await background();
  expect(dark).not.toBe(light);

  // Without the application's own scripts only the one in the head can have done it.
  await page.route('**/assets/index-*.js', (route) => route.abort());
  await page.reload();
  expect(await background()).toBe(dark);
  await page.unroute('**/assets/index-*.js');

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('combobox')).toBeFocused();
  await page.keyboard.type('theme of the system');
  await page.keyboard.press('Enter');
  await expect.poll(background).toBe(light);
});

test('a phone has the same places, within reach of the thumb', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await expect(page).toHaveURL(/\/calendar/);
  await page.getByRole('button', { name: 'Search and jump' }).click();
  await expect(palette(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Account/ }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeInViewport();
  await expectAccessible(page);
});

test('signing out ends the session and shows nothing of it afterwards', async ({ page }) => {
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText('Netflix')).toBeHidden();
});

test('a session that ended elsewhere leads to the sign-in, and back', async ({ account, page }) => {
  const { items } = (await account.call('GET', 'auth/sessions')) as { items: { id: string }[] };
  await account.call('DELETE', `auth/sessions/${items[0]?.id}`);
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('E-mail address').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/calendar/);
});

test('a page that cannot be loaded says so while the others work', async ({ page }) => {
  await page.route('**/assets/calendar-page-*.js', (route) => route.abort());
  await page.goto('/calendar');
  await expect(page.getByRole('alert')).toContainText('This page could not be shown');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('alert')).toContainText('This page could not be shown');
  await page.unroute('**/assets/calendar-page-*.js');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('an application that does not arrive says so', async ({ page }) => {
  await page.route('**/assets/start-*.js', (route) => route.abort());
  await page.reload();
  await expect(page.getByText('Duetide did not arrive in one piece.')).toBeVisible();
  await page.unroute('**/assets/start-*.js');
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
});

test('an address that leads nowhere says so', async ({ page }) => {
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { name: 'Nothing washed ashore here' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Go to the overview' }).click();
  await expect(page).toHaveURL(/\/$/);
});

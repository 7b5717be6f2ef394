import { expect, type Page } from '@playwright/test';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { createFormatter } from '#web/lib/format.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';
import { addSubscription, subscriptionById } from './new-subscription.ts';

const format = createFormatter('en-GB');
const today = () => todayIn('Europe/Berlin', Date.now());

async function openForm(page: Page) {
  await page.goto('/subscriptions/new');
  await expect(page.getByRole('combobox', { name: 'Name' })).toBeFocused();
}

const idIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';
const preview = (page: Page) => page.getByRole('region', { name: 'Preview' });

test('adds a subscription; the preview said what the server then answers', async ({
  account,
  page,
}) => {
  await openForm(page);
  await page.keyboard.type('netf');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Name' })).toHaveValue('Netflix');
  await page.getByLabel('Price', { exact: true }).fill('15.49');
  await page.getByLabel('First charge').fill('2026-01-31');
  await page.getByRole('button', { name: /Trial, notice/ }).click();
  await page.getByLabel('Notice period').fill('30');
  await page.getByLabel('If a charge falls on a weekend').selectOption('next-business-day');
  await page.getByLabel('Tags').fill('video');
  await page.keyboard.press('Enter');
  await expectAccessible(page);

  const shown = await preview(page).textContent();
  await page.getByRole('button', { name: 'Add subscription', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Netflix' })).toBeVisible();

  const id = idIn(page);
  const stored = await subscriptionById(account, id);
  expect(stored).toMatchObject({ service: 'netflix', tags: ['video'], cycle: { every: 1 } });
  expect(stored.cancelUrl).toContain('netflix.com');
  expect(stored.categoryId).not.toBeNull();
  const range = `from=${today()}&to=${addDays(today(), 200)}`;
  const schedule = (await account.call('GET', `subscriptions/${id}/schedule?${range}`)) as {
    items: {
      chargedOn: SubscriptionView['anchor'];
      amount: { amount: string; currency: string };
    }[];
  };
  for (const { chargedOn, amount } of schedule.items.slice(0, 3)) {
    expect(shown).toContain(format.date(chargedOn));
    expect(shown).toContain(format.money(amount));
  }
  expect(stored.yearlyCost).not.toBeNull();
  if (stored.yearlyCost) expect(shown).toContain(format.money(stored.yearlyCost));
  if (stored.cancelBy) expect(shown).toContain(format.date(stored.cancelBy));
});

test('the preview follows every change', async ({ account, page }) => {
  expect(account.email).not.toBe('');
  await openForm(page);
  await expect(preview(page)).toContainText('Enter a price');
  await page.getByLabel('Price', { exact: true }).fill('12');
  await expect(preview(page)).toContainText(format.money({ amount: '144.00', currency: 'EUR' }));
  await page.getByText('Yearly', { exact: true }).click();
  await expect(preview(page)).toContainText(format.money({ amount: '12.00', currency: 'EUR' }));
  await page.getByText('Other', { exact: true }).click();
  await page.getByLabel('Every', { exact: true }).fill('3');
  await expect(preview(page)).toContainText(format.money({ amount: '48.00', currency: 'EUR' }));
  await page.getByText('Once', { exact: true }).click();
  await expect(preview(page).getByRole('listitem')).toHaveCount(1);
  await expect(preview(page)).not.toContainText('on average');
});

test('what is wrong is said at its field, which gets the focus', async ({ account, page }) => {
  await openForm(page);
  await page.getByLabel('Price', { exact: true }).fill('12.345');
  await page.getByRole('button', { name: 'Add subscription', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Name' })).toBeFocused();
  await expect(page.getByText('Must not be empty.')).toBeVisible();
  await expect(page.getByText('Must have at most 2 decimals: EUR has no more.')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('combobox', { name: 'Name' }).fill('Rent');
  await page.getByLabel('Price', { exact: true }).fill('12.30');
  await page.getByRole('button', { name: /Trial, notice/ }).click();
  await page.getByLabel('Web page').fill('ftp://example.com');
  await page.getByRole('button', { name: 'Fewer details' }).click();
  await page.getByRole('button', { name: 'Add subscription', exact: true }).click();
  await expect(page.getByLabel('Web page')).toBeFocused();
  expect(await account.call('GET', 'subscriptions')).toMatchObject({ items: [] });
});

test('a trial pushes the first charge behind it', async ({ account, page }) => {
  expect(account.email).not.toBe('');
  await openForm(page);
  await page.getByRole('button', { name: /Trial, notice/ }).click();
  await page.getByLabel('Last day of the free trial').fill('2027-03-31');
  await expect(page.getByLabel('First charge')).toHaveValue('2027-04-01');
});

test('edits, and asks before what was typed is lost', async ({ account, page }) => {
  const { id } = await addSubscription(account);
  await page.goto(`/subscriptions/${id}`);
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('combobox', { name: 'Name' }).fill('Netflix Premium');
  await page.getByRole('link', { name: 'Calendar' }).click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Stay and go on' }).click();
  await expect(page.getByRole('combobox', { name: 'Name' })).toHaveValue('Netflix Premium');

  await page.getByLabel('Price', { exact: true }).fill('19.99');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Netflix Premium' })).toBeVisible();
  expect(await subscriptionById(account, id)).toMatchObject({
    name: 'Netflix Premium',
    prices: [{ from: '2025-01-31', amount: '19.99' }],
    version: 2,
  });

  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('combobox', { name: 'Name' }).fill('Never mind');
  await page.getByRole('button', { name: 'Back' }).click();
  await question.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Netflix Premium' })).toBeVisible();
});

test('when somebody else saved first, one chooses whose version stands', async ({
  account,
  page,
}) => {
  const { id } = await addSubscription(account);
  await page.goto(`/subscriptions/${id}/edit`);
  await page.getByRole('combobox', { name: 'Name' }).fill('Mine');
  await account.call('PATCH', `subscriptions/${id}`, { name: 'Theirs', notes: 'theirs' });
  await page.getByRole('button', { name: 'Save' }).click();
  const conflict = page.getByRole('dialog', { name: 'It was changed meanwhile' });
  await expect(conflict).toContainText('changed by both');
  await expectAccessible(page);
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mine' })).toBeVisible();
  expect(await subscriptionById(account, id)).toMatchObject({ name: 'Mine', notes: 'theirs' });

  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('combobox', { name: 'Name' }).fill('Mine again');
  await account.call('PATCH', `subscriptions/${id}`, { name: 'Theirs again' });
  await page.getByRole('button', { name: 'Save' }).click();
  await conflict.getByRole('button', { name: 'Show theirs' }).click();
  await expect(page.getByRole('combobox', { name: 'Name' })).toHaveValue('Theirs again');
});

test('keeps the category whose name arrives after the form', async ({ account, page }) => {
  const { items } = (await account.call('GET', 'categories')) as { items: { id: string }[] };
  const category = items.at(-1)?.id ?? '';
  const { id } = await addSubscription(account, { categoryId: category });
  const { promise: formIsShown, resolve: showCategories } = Promise.withResolvers<void>();
  await page.route('**/api/v1/categories?*', async (route) => {
    await formIsShown;
    await route.continue();
  });
  await page.goto(`/subscriptions/${id}/edit`);
  await expect(page.getByLabel('Price', { exact: true })).toHaveValue('10.00');
  showCategories();
  await expect(page.getByLabel('Category')).toHaveValue(category);
  await page.getByLabel('Price', { exact: true }).fill('11');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Netflix', exact: true })).toBeVisible();
  const stored = await subscriptionById(account, id);
  expect(stored).toMatchObject({ categoryId: category, nextAmount: { amount: '11.00' } });
});

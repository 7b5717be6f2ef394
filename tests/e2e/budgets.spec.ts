import { expect } from '@playwright/test';
import type { Page as Answer } from '#server/rows/page.ts';
import { addDays, endOfMonth, startOfMonth } from '#shared/dates/date-arithmetic.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { BudgetView } from '#shared/schemas/budget-schemas.ts';
import type { CategoryView } from '#shared/schemas/household-schemas.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';
import { addSubscription } from './new-subscription.ts';

const today = todayIn('Europe/Berlin', Date.now());
/** Both lie in the present month, on whichever of its days this runs. */
const first = startOfMonth(today);
const last = endOfMonth(today);

test('a budget is made, is exceeded by a charge, and stands on the overview', async ({
  account,
  page,
}) => {
  test.slow();
  await addSubscription(account, {
    name: 'Rent',
    anchor: first,
    prices: [{ amount: '30.00', currency: 'EUR' }],
  });
  await page.goto('/settings/budgets');
  await expect(page.getByRole('heading', { name: 'No budgets yet' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add budget' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('All of it');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog.getByLabel('At most')).toBeFocused();
  await expect(dialog).toContainText('In an average month this costs €30.00');
  await dialog.getByLabel('At most').fill('0');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog).toContainText('Must be above 0.');
  await expectAccessible(page);
  await dialog.getByLabel('At most').fill('40');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByText('All of it is added')).toBeVisible();
  const row = page.getByRole('listitem').filter({ hasText: 'All of it' });
  await expect(row).toContainText('€10.00 left');
  await expect(row).toContainText('€30.00 of €40.00');

  await addSubscription(account, {
    name: 'Opera',
    anchor: last,
    cycle: null,
    prices: [{ amount: '15.00', currency: 'EUR' }],
  });
  await page.goto('/');
  const card = page.getByRole('region', { name: 'Budgets' });
  await expect(card).toContainText('€5.00 over');
  await expect(card).toContainText(/with Opera \(€15\.00\) on/);
  await expectAccessible(page);
  const { items } = (await account.call('GET', 'budgets')) as Answer<BudgetView>;
  expect(items).toMatchObject([
    { name: 'All of it', current: { total: { amount: '45.00' }, exceededBy: { chargedOn: last } } },
  ]);
  await card.getByRole('link', { name: 'Opera' }).click();
  await expect(page.getByRole('heading', { name: 'Opera', level: 1 })).toBeVisible();
});

test('a budget is changed, outlives its category, and its deletion is undone', async ({
  account,
  page,
}) => {
  test.slow();
  const category = (await account.call('POST', 'categories', { name: 'Stage' })) as CategoryView;
  const anchor = addDays(first, 1);
  const prices = [{ amount: '30.00', currency: 'EUR' }];
  await addSubscription(account, { name: 'Theatre', anchor, prices, categoryId: category.id });
  await addSubscription(account, { name: 'Rent', anchor, prices });
  await account.call('POST', 'budgets', {
    name: 'Culture',
    limit: { amount: '50.00', currency: 'EUR' },
  });

  await page.goto('/settings/budgets');
  const row = page.getByRole('listitem').filter({ hasText: 'Culture' });
  await expect(row).toContainText('€10.00 over');
  await page.getByRole('button', { name: 'Edit Culture' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What counts').selectOption('Stage');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('€20.00 left');
  await expect(row).toContainText('Stage, every month');
  await expectAccessible(page);

  await account.call('DELETE', `categories/${category.id}`);
  await page.reload();
  await expect(row).toContainText('Its category was deleted, so nothing counts.');
  await page.getByRole('button', { name: 'Edit Culture' }).click();
  await expect(dialog.getByLabel('What counts')).toHaveValue(category.id);
  await dialog.getByLabel('Name').fill('Culture, some day');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Culture, some day is saved')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Delete Culture, some day' }).click();
  await expect(page.getByRole('heading', { name: 'No budgets yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
});

import { expect } from '@playwright/test';
import { addDays, addMonthsTo, monthOf } from '#shared/dates/date-arithmetic.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { Summary } from '#shared/schemas/insight-schemas.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';
import { addSubscription } from './new-subscription.ts';

const today = todayIn('Europe/Berlin', Date.now());

test('a card is added, warned of before it ends, deleted and brought back', async ({
  account,
  page,
}) => {
  test.slow();
  await page.goto('/settings/payment-methods');
  await expect(page.getByRole('heading', { name: 'None yet' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add payment method' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Visa');
  await dialog.getByLabel('Last four digits').fill('42');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog.getByLabel('Last four digits')).toBeFocused();
  await dialog.getByLabel('Last four digits').fill('4242');
  const [year = '', month = ''] = addMonthsTo(monthOf(today), 1).split('-');
  await dialog.getByLabel('Month').selectOption(month);
  await dialog.getByLabel('Year').selectOption(year);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByText('Visa is added')).toBeVisible();
  const row = page.getByRole('listitem').filter({ hasText: 'Visa' });
  await expect(row).toContainText('•••• 4242');
  await expect(row).toContainText('ends with');
  await expect(page.getByText('A card has ended or is about to')).toBeVisible();
  expect(await account.call('GET', 'payment-methods')).toMatchObject({
    items: [{ label: 'Visa', kind: 'card', lastFour: '4242', expiresIn: `${year}-${month}` }],
  });
  await expectAccessible(page);

  // What a wallet does not have is not kept.
  await page.getByRole('button', { name: 'Edit Visa' }).click();
  await dialog.getByLabel('Kind').selectOption('wallet');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('Wallet or app');
  expect(await account.call('GET', 'payment-methods')).toMatchObject({
    items: [{ kind: 'wallet', lastFour: null, expiresIn: null }],
  });

  await page.getByRole('button', { name: 'Delete Visa' }).click();
  await expect(page.getByRole('heading', { name: 'None yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
});

test('a missing rate is explained, entered, and then counts; deleting it is undone', async ({
  account,
  page,
}) => {
  test.slow();
  await addSubscription(account, {
    name: 'Railway',
    anchor: addDays(today, 3),
    prices: [{ amount: '50.00', currency: 'CHF' }],
  });
  const monthlyCost = async () => ((await account.call('GET', 'summary')) as Summary).monthlyCost;
  expect(await monthlyCost()).toMatchObject({ amount: '0.00' });

  await page.goto('/');
  await page.getByRole('link', { name: 'Enter the rate' }).click();
  await expect(page.getByRole('heading', { name: 'Exchange rates' })).toBeVisible();
  await expect(page.getByText(/^No rate from CHF to EUR/)).toBeVisible();
  await expect(page.getByText(/Railway: left out of every total/)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Enter a rate for CHF' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('1 CHF in EUR').fill('1.06');
  await expect(dialog).toContainText('CHF 100.00 are €106.00');
  await dialog.getByText('EUR → CHF').click();
  await dialog.getByLabel('1 EUR in CHF').fill('nothing');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('Must be a decimal such as 1.0834');
  await dialog.getByLabel('1 EUR in CHF').fill('0.5');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('1 EUR = 0.5 CHF')).toBeVisible();
  await expect(page.getByText(/^No rate from CHF/)).toBeHidden();
  expect(await monthlyCost()).toMatchObject({ amount: '100.00' });
  await expect(page.getByRole('listitem').filter({ hasText: '0.5' })).toContainText('holds today');

  await page.getByRole('button', { name: /^Delete rate of/ }).click();
  await expect(page.getByText('No rates of your own')).toBeVisible();
  await expect(page.getByText(/^No rate from CHF/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1 EUR = 0.5 CHF')).toBeVisible();
  expect(await monthlyCost()).toMatchObject({ amount: '100.00' });
});

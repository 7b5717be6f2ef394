import { expect, type Page } from '@playwright/test';
import { addDays, startOfMonth } from '#shared/dates/date-arithmetic.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { Summary } from '#shared/schemas/insight-schemas.ts';
import { defaultAccessUntil } from '#shared/subscriptions/cancellation.ts';
import { createFormatter } from '#web/lib/format.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';
import { addSubscription, subscriptionById } from './new-subscription.ts';

const format = createFormatter('en-GB');
const today = () => todayIn('Europe/Berlin', Date.now());

const card = (page: Page, title: string) =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { level: 2, name: title, exact: true }) });
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' }).last();

test('pauses and resumes, and takes a pause back', async ({ account, page }) => {
  const { id } = await addSubscription(account);
  await page.goto(`/subscriptions/${id}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  const dialog = page.getByRole('dialog', { name: 'Pause Netflix' });
  await dialog.getByLabel('Runs again on').fill(addDays(today(), 40));
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByText('Paused', { exact: true }).first()).toBeVisible();
  expect((await subscriptionById(account, id)).pauses).toEqual([
    { from: today(), until: addDays(today(), 40) },
  ]);
  await undo(page).click();
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  expect((await subscriptionById(account, id)).pauses).toEqual([]);

  await account.call('POST', `subscriptions/${id}/pause`, { from: addDays(today(), -5) });
  await page.reload();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  expect((await subscriptionById(account, id)).pauses).toEqual([
    { from: addDays(today(), -5), until: today() },
  ]);
});

test('cancelling shows until when it can be used, and can be taken back', async ({
  account,
  page,
}) => {
  const view = await addSubscription(account);
  const facts = { ...view, prices: [] };
  const accessUntil = defaultAccessUntil(facts, today());
  await page.goto(`/subscriptions/${view.id}`);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel Netflix' });
  await expect(dialog).toContainText(format.fullDate(accessUntil));
  await expect(dialog.getByRole('link', { name: 'Open the cancellation page' })).toHaveAttribute(
    'href',
    /netflix\.com/,
  );
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Mark as cancelled' }).click();
  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
  expect(await subscriptionById(account, view.id)).toMatchObject({
    cancelledOn: today(),
    accessUntil,
  });
  await undo(page).click();
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  expect((await subscriptionById(account, view.id)).cancelledOn).toBeNull();
});

test('deletes, takes it back, and restores from the trash', async ({ account, page }) => {
  const { id } = await addSubscription(account);
  const remove = async () => {
    await page.goto(`/subscriptions/${id}`);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(page).toHaveURL(/\/subscriptions$/);
  };
  await remove();
  await expect(page.getByText('Nothing is flowing out yet')).toBeVisible();
  await undo(page).click();
  await expect(page.getByRole('row', { name: /Netflix/ })).toBeVisible();

  await remove();
  await page.getByRole('link', { name: 'Trash' }).click();
  await expect(page.getByRole('row', { name: /Netflix/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('checkbox', { name: 'Select Netflix' }).click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  expect((await subscriptionById(account, id)).deletedAt).toBeNull();
});

test('duplicates', async ({ account, page }) => {
  const { id } = await addSubscription(account);
  await page.goto(`/subscriptions/${id}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Netflix (copy)' })).toBeVisible();
});

test('announces a price, sees it in the history and the schedule, takes it back', async ({
  account,
  page,
}) => {
  const view = await addSubscription(account);
  await page.goto(`/subscriptions/${view.id}`);
  const prices = card(page, 'Price history');
  await prices.getByRole('button', { name: 'Price change' }).click();
  const dialog = page.getByRole('dialog', { name: 'Price change' });
  await dialog.getByRole('button', { name: 'Add price' }).click();
  await expect(dialog.getByText('Must not be empty.')).toBeVisible();
  await dialog.getByLabel('New price').fill('12.50');
  await dialog.getByLabel('From').fill(addDays(today(), 60));
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add price' }).click();
  await expect(prices.getByText('announced')).toBeVisible();
  await expect(prices).toContainText('+25%');
  await expect(prices.getByRole('table')).toContainText('€12.50');
  await expect(card(page, 'Schedule')).toContainText('€12.50');
  await undo(page).click();
  await expect(prices.getByText('announced')).toBeHidden();
  expect((await subscriptionById(account, view.id)).prices).toHaveLength(1);
});

test('what was not charged leaves the numbers of the month', async ({ account, page }) => {
  const paidOn = startOfMonth(today());
  const { id } = await addSubscription(account, { anchor: paidOn });
  const month = async () => ((await account.call('GET', 'summary')) as Summary).month;
  expect((await month()).due.amount).toBe('10.00');
  await page.goto(`/subscriptions/${id}`);
  // On the first of a month it is still to come, and stands in the schedule.
  const charge = page.getByRole('button', { name: `Change the charge of ${format.date(paidOn)}` });

  await charge.first().click();
  await page.getByRole('menuitem', { name: 'It was not charged' }).click();
  await expect(page.getByText('not charged', { exact: true }).first()).toBeVisible();
  expect((await month()).due.amount).toBe('0.00');

  await charge.first().click();
  await page.getByRole('menuitem', { name: 'Other amount or day' }).click();
  const dialog = page.getByRole('dialog', { name: /Charge of/ });
  await dialog.getByLabel('Paid', { exact: true }).fill('7.25');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Mark as paid' }).click();
  await expect(page.getByText('planned €10.00').first()).toBeVisible();
  expect(await month()).toMatchObject({ due: { amount: '7.25' }, paid: { amount: '7.25' } });

  await charge.first().click();
  await page.getByRole('menuitem', { name: 'Back to plan' }).click();
  await expect(page.getByText('planned €10.00')).toHaveCount(0);
  expect((await month()).due.amount).toBe('10.00');
  await undo(page).click();
  await expect(page.getByText('planned €10.00').first()).toBeVisible();
  expect((await month()).due.amount).toBe('7.25');
});

test('a charge that the weekend moves says so', async ({ account, page }) => {
  const { id } = await addSubscription(account, {
    cycle: { every: 1, unit: 'week' },
    anchor: '2025-01-04',
    weekendRule: 'next-business-day',
  });
  await page.goto(`/subscriptions/${id}`);
  await expect(card(page, 'Schedule').getByRole('listitem')).toHaveCount(12);
  await expect(card(page, 'Schedule').getByText(/moved from Sat/)).toHaveCount(12);
  await expectAccessible(page);
});

test('what is gone says so and shows the way to the trash', async ({ account, page }) => {
  expect(account.email).not.toBe('');
  await page.goto('/subscriptions/01890a5d-ac96-774b-bcce-b302099a8057');
  await expect(page.getByText('This subscription is not here')).toBeVisible();
  await expectAccessible(page);
});

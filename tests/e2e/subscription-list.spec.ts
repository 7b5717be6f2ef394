import { expect, type Page } from '@playwright/test';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import type { ApiAccount } from '../support/api-account.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';
import { addSubscription } from './new-subscription.ts';

const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('gridcell') });
const row = (page: Page, name: string) => rows(page).filter({ hasText: name });

/** Alpha to Epsilon, due on the 1st to the 5th, 1 to 5 euros a month; Delta in dollars. */
async function addFive(account: ApiAccount): Promise<Map<string, SubscriptionView>> {
  const names = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'];
  const added = new Map<string, SubscriptionView>();
  for (const [at, name] of names.entries()) {
    const currency = name === 'Delta' ? 'USD' : 'EUR';
    const view = await addSubscription(account, {
      name,
      service: null,
      anchor: `2025-01-0${at + 1}`,
      prices: [{ amount: `${at + 1}.00`, currency }],
      tags: at % 2 === 0 ? ['odd'] : [],
    });
    added.set(name, view);
  }
  return added;
}

async function listed(account: ApiAccount): Promise<SubscriptionView[]> {
  const page = (await account.call('GET', 'subscriptions')) as { items: SubscriptionView[] };
  return page.items;
}

test('an empty household is shown what to do', async ({ account, page }) => {
  expect(account.email).not.toBe('');
  await page.goto('/subscriptions');
  await expect(page.getByRole('link', { name: 'Add a subscription' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Import a file' })).toBeVisible();
  await expectAccessible(page);
});

test('searches, filters, sorts and groups, all kept in the address', async ({ account, page }) => {
  const added = await addFive(account);
  await account.call('POST', `subscriptions/${added.get('Beta')?.id}/pause`, {
    from: '2026-01-01',
  });
  await page.goto('/subscriptions');
  await expect(rows(page)).toHaveCount(5);
  await expect(page.getByText('5 subscriptions')).toBeVisible();
  await expect(page.getByText('there is no rate from USD to EUR')).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('/');
  await page.keyboard.type('ALPH');
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/q=ALPH/);
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('ALPH');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(rows(page)).toHaveCount(5);

  await page.getByLabel('Tag', { exact: true }).selectOption('odd');
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByText('€9.00 a month')).toBeVisible();
  await page.getByLabel('Tag', { exact: true }).selectOption('');

  await page.locator('label', { hasText: 'Paused' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/status=paused/);
  await page.locator('label', { hasText: 'All' }).first().click();

  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await expect(rows(page).first()).toContainText('Alpha');
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await expect(rows(page).first()).toContainText('Gamma');
  await expect(page).toHaveURL(/sort=-name/);

  await page.getByRole('searchbox').fill('nothing has this');
  await expect(page.getByText('Nothing fits')).toBeVisible();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await expect(row(page, 'Alpha')).toBeVisible();
});

test('groups, with what each costs a month', async ({ account, page }) => {
  await addFive(account);
  const { items } = (await account.call('GET', 'categories')) as { items: { id: string }[] };
  await addSubscription(account, { categoryId: items[0]?.id });
  await page.goto('/subscriptions');
  await page.getByLabel('Groups').selectOption('category');
  await expect(page).toHaveURL(/group=category/);
  const groups = page
    .getByRole('row')
    .filter({ hasText: 'a month' })
    .filter({ hasNot: page.getByRole('checkbox') });
  await expect(groups).toHaveCount(2);
  await expect(groups.last()).toContainText('Without category5');
  // Four in euros; the dollars have no rate.
  await expect(groups.last()).toContainText('€11.00 a month');
  await page.getByLabel('Groups').selectOption('month');
  await expect(page.getByText(/, (?:next month|still to come)/).first()).toBeVisible();
  await expectAccessible(page);
});

test('changes many with the mouse, and takes it back', async ({ account, page }) => {
  await addFive(account);
  await page.goto('/subscriptions?sort=name');
  await page.getByRole('checkbox', { name: 'Select Alpha' }).click();
  await page.getByRole('checkbox', { name: 'Select Delta' }).click({ modifiers: ['Shift'] });
  const toolbar = page.getByRole('toolbar');
  await expect(toolbar).toContainText('3 selected');
  await expectAccessible(page);

  await toolbar.getByRole('button', { name: 'Category' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set the category' });
  await dialog.getByLabel('Category').selectOption({ label: 'Music' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Set the category' }).click();
  await expect(page.getByText('3 set to “Music”')).toBeVisible();
  await expect(row(page, 'Beta')).toContainText('Music');
  expect((await listed(account)).filter(({ categoryId }) => categoryId !== null)).toHaveLength(3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Beta')).toContainText('No category');
  expect((await listed(account)).filter(({ categoryId }) => categoryId !== null)).toEqual([]);
});

test('tags, pauses, cancels and deletes many, each taken back', async ({ account, page }) => {
  await addFive(account);
  await page.goto('/subscriptions?sort=name');
  const act = async (name: string) => {
    await page.getByRole('checkbox', { name: 'Select all shown' }).click();
    await expect(page.getByRole('toolbar')).toContainText('5 selected');
    await page.getByRole('toolbar').getByRole('button', { name, exact: true }).click();
  };
  const undo = async (said: string) => {
    await expect(page.getByText(said)).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(page.getByText('Taken back').last()).toBeVisible();
    for (const dismiss of await page.getByRole('button', { name: 'Dismiss' }).all()) {
      await dismiss.click();
    }
  };
  const counted = async (test: (view: SubscriptionView) => boolean) =>
    (await listed(account)).filter(test).length;

  await act('Add tag');
  await page.getByRole('dialog').getByLabel('Tag').fill('yes');
  await page.keyboard.press('Enter');
  await expect(page.getByText('5 tagged “yes”')).toBeVisible();
  expect(await counted(({ tags }) => tags.includes('yes'))).toBe(5);
  await undo('5 tagged “yes”');
  expect(await counted(({ tags }) => tags.includes('yes'))).toBe(0);
  expect(await counted(({ tags }) => tags.includes('odd'))).toBe(3);

  await act('Pause');
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('5 paused')).toBeVisible();
  expect(await counted(({ status }) => status === 'paused')).toBe(5);
  await undo('5 paused');
  expect(await counted(({ status }) => status === 'active')).toBe(5);

  await act('Cancel');
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as cancelled' }).click();
  await expect(page.getByText('5 cancelled')).toBeVisible();
  expect(await counted(({ status }) => status === 'cancelled')).toBe(5);
  await undo('5 cancelled');
  expect(await counted(({ status }) => status === 'active')).toBe(5);

  await act('Delete');
  await expect(page.getByText('Nothing is flowing out yet')).toBeVisible();
  expect(await counted(() => true)).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(rows(page)).toHaveCount(5);
});

test('moves, selects and opens by keyboard alone', async ({ account, page }) => {
  await addFive(account);
  await page.goto('/subscriptions?sort=name');
  await row(page, 'Alpha').focus();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'Beta')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(row(page, 'Beta')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('toolbar')).toContainText('3 selected');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('toolbar')).toBeHidden();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('toolbar')).toContainText('5 selected');
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');
  await expect(row(page, 'Gamma')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(row(page, 'Alpha')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Alpha' })).toBeVisible();
});

test('a failure is told with a request id and can be tried again', async ({ account, page }) => {
  await addFive(account);
  const problem = {
    status: 500,
    contentType: 'application/problem+json',
    body: JSON.stringify({ code: 'internal-error', status: 500, requestId: 'request-4711' }),
  };
  await page.route('**/api/v1/subscriptions?*', (route) => route.fulfill(problem));
  await page.goto('/subscriptions');
  await expect(page.getByRole('alert')).toContainText('request-4711');
  await expectAccessible(page);
  await page.unroute('**/api/v1/subscriptions?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(rows(page)).toHaveCount(5);
});

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Page } from '@playwright/test';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { CurrentSession } from '#shared/schemas/account-schemas.ts';
import type { ChannelView } from '#shared/schemas/channel-resource-schemas.ts';
import type {
  HouseholdRemindersView,
  MemberRemindersView,
} from '#shared/schemas/reminder-schemas.ts';
import { createFormatter } from '#web/lib/format.ts';
import type { ApiAccount } from '../support/api-account.ts';
import { expectAccessible } from './accessibility.ts';
import { addSubscription } from './new-subscription.ts';
import { type Place, sentTo, test } from './webhook-test.ts';

const ZONE = 'Europe/Berlin';
const today = () => todayIn(ZONE, Date.now());
const format = createFormatter('en-GB');

const kind = (page: Page, title: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) });
const mine = async (account: ApiAccount) =>
  (await account.call('GET', 'reminder-settings/mine')) as MemberRemindersView;
const ofHousehold = async (account: ApiAccount) =>
  (await account.call('GET', 'reminder-settings')) as HouseholdRemindersView;

test('my own days, hours and digest go before those of the household', async ({
  account,
  page,
}) => {
  test.slow();
  await page.goto('/settings/reminders');
  const charge = kind(page, 'Charge');
  await expect(charge).toContainText('1 day before');
  await expectAccessible(page);

  await charge.getByRole('combobox', { name: 'Charge' }).selectOption('Own days');
  await charge.getByText('7 days', { exact: true }).click();
  await charge.getByRole('button', { name: 'Other number of days: Charge' }).click();
  const other = charge.getByLabel('Number of days');
  await expect(other).toBeFocused();
  await other.fill('1000');
  await other.press('Enter');
  await expect(charge).toContainText('A whole number from 0 to 366');
  await other.fill('45');
  await other.press('Enter');
  await expect(charge.getByLabel('45 days')).toBeChecked();
  await kind(page, 'Card expires').getByRole('combobox').selectOption('Off');

  await page.getByLabel('Hour of the day').selectOption('23:00');
  await page.getByLabel('Quiet hours').check();
  await page.getByText('Weekly', { exact: true }).click();
  await page.getByLabel('Comes on').selectOption('Friday');
  await page.getByLabel('Language of the messages').selectOption('Deutsch');
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Coming', exact: true }).click();
  const guard = page.getByRole('dialog', { name: 'Leave without saving?' });
  await guard.getByRole('button', { name: 'Stay and go on' }).click();

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('ust not lie in the quiet hours')).toBeVisible();
  await expect(page.getByLabel('Hour of the day')).toBeFocused();
  await page.getByLabel('Hour of the day').selectOption('18:00');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Your reminders are saved')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeHidden();
  const { rules, hour, quiet, digest, weekday, locale } = await mine(account);
  expect([...(rules.charge?.days ?? [])].sort((a, b) => a - b)).toEqual([1, 7, 45]);
  expect({ off: rules['card-expiry']?.isOn, hour, quiet, digest, weekday, locale }).toEqual({
    off: false,
    hour: 18,
    quiet: { from: 22, until: 7 },
    digest: 'weekly',
    weekday: 5,
    locale: 'de',
  });

  await page.reload();
  await expect(charge.getByLabel('45 days')).toBeChecked();
  await charge.getByRole('combobox', { name: 'Charge' }).selectOption('Like everybody');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(charge.getByLabel('45 days')).toBeChecked();
});

test('the rules of the household are saved over what somebody else has saved meanwhile', async ({
  account,
  page,
}) => {
  await page.goto('/settings/reminders?view=household');
  const charge = kind(page, 'Charge');
  await expect(charge).toContainText('1 day before');
  await expectAccessible(page);
  await charge.getByRole('combobox').selectOption('Own days');
  await charge.getByText('1 day', { exact: true }).click();
  await expect(charge).toContainText('Choose at least one day');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(charge.getByLabel('Same day')).toBeFocused();
  await charge.getByText('Same day').click();

  const unpaid = { isOn: true, days: [2] };
  await account.call('PUT', 'reminder-settings', { rules: { unpaid }, hour: 12 });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('It was changed elsewhere meanwhile.')).toBeVisible();
  await expect(kind(page, 'Not marked as paid').getByLabel('2 days')).toBeChecked();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The rules of the household are saved')).toBeVisible();
  expect(await ofHousehold(account)).toMatchObject({
    hour: 12,
    rules: { unpaid, charge: { isOn: true, days: [0] } },
  });
});

test('what will be sent is listed by day, and says when nothing can be', async ({
  account,
  page,
}) => {
  const due = addDays(today(), 5);
  const anchor = addDays(due, -365);
  const cycle = { every: 1, unit: 'year' };
  await addSubscription(account, {
    anchor,
    cycle,
    prices: [{ from: anchor, amount: '9.00', currency: 'EUR' }],
  });
  await page.goto('/settings/notifications');
  await expect(page.getByText('Then it brings you:')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Search subscriptions, pages and commands').fill('reminders');
  await page.getByRole('option', { name: 'Reminders' }).click();
  await page.getByRole('link', { name: 'Coming', exact: true }).click();
  await expect(page.getByText('You have no channel yet, so nothing is sent.')).toBeVisible();
  const row = page.getByRole('listitem').filter({ hasText: '1 day before' }).last();
  await expect(row).toContainText('Netflix');
  await expect(row).toContainText('09:00');
  await expect(row).toContainText('as Duetide suggests');
  await expect(page.getByRole('heading', { name: format.longDay(addDays(due, -1)) })).toBeVisible();
  await expectAccessible(page);

  await account.call('POST', 'channels', { name: 'My mail', settings: { kind: 'mail' } });
  const rules = { charge: { isOn: true, days: [2] } };
  const wishes = { ...(await bare(account)), rules, hour: 18, digest: 'daily' };
  await account.call('PUT', 'reminder-settings/mine', wishes);
  await page.reload();
  await expect(page.getByText('over My mail')).toBeVisible();
  const own = page.getByRole('listitem').filter({ hasText: 'your own rule' }).last();
  await expect(own).toContainText('18:00');
  await expect(own).toContainText('in the digest');
  await expect(page.getByText('You have no channel yet')).toBeHidden();

  const off = Object.fromEntries(
    Object.keys((await mine(account)).inForce).map((each) => [each, { isOn: false, days: [] }]),
  );
  await account.call('PUT', 'reminder-settings/mine', { ...wishes, rules: off });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Every kind of reminder is off' })).toBeVisible();
  await expectAccessible(page);
});

test('a subscription can have days of its own, which can be taken back', async ({
  account,
  page,
}) => {
  test.slow();
  const due = addDays(today(), 10);
  const { id } = await addSubscription(account, {
    anchor: due,
    prices: [{ from: due, amount: '9.00', currency: 'EUR' }],
  });
  await page.goto(`/subscriptions/${id}`);
  const card = page.locator('section').filter({
    has: page.getByRole('heading', { level: 2, name: 'Reminders', exact: true }),
  });
  await expect(card).toContainText('you have no channel yet');
  await account.call('POST', 'channels', { name: 'My mail', settings: { kind: 'mail' } });
  await page.reload();
  const dayBefore = `${format.weekday(addDays(due, -1))}, ${format.dayAndMonth(addDays(due, -1))}, 09:00`;
  await expect(card).toContainText(dayBefore);
  await expect(card).toContainText('as Duetide suggests');
  const inTenDays = page.getByRole('listitem').filter({ hasText: 'in 10 days' });
  await expect(inTenDays).toContainText('Reminder');
  await expectAccessible(page);

  await card.getByRole('button', { name: 'Change' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reminders of Netflix' });
  await expect(dialog.getByRole('heading', { level: 3 })).toHaveText([
    'Charge',
    'Not marked as paid',
  ]);
  await dialog.getByRole('combobox', { name: 'Charge' }).selectOption('Own days');
  await dialog.getByText('3 days', { exact: true }).click();
  await dialog.getByText('1 day', { exact: true }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The reminders of Netflix are saved')).toBeVisible();
  await expect(card).toContainText('rule of this subscription');
  await expect(card).toContainText('only here');
  await expect(card).toContainText('3 days before');
  await page.goto('/');
  const ahead = page.locator('section[aria-label="Next 30 days"]');
  await expect(ahead.getByRole('link', { name: /Netflix.*Reminder .*09:00/ })).toBeVisible();

  await page.goto(`/subscriptions/${id}`);
  await card.getByRole('button', { name: 'Change' }).click();
  await dialog.getByRole('button', { name: 'Take all back' }).click();
  await expect(card).not.toContainText('only here');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card).toContainText('only here');
  expect(await account.call('GET', `subscriptions/${id}/reminder-rules`)).toMatchObject({
    rules: { charge: { isOn: true, days: [3] } },
  });
});

test('whoever may only look sees the rules of the household, and sets their own', async ({
  account,
  page,
}) => {
  const { id } = await addSubscription(account);
  await account.call('PUT', 'reminder-settings', {
    rules: { charge: { isOn: true, days: [3, 0] } },
    hour: 7,
  });
  await page.route('**/api/v1/auth/session', async (route) => {
    const response = await route.fetch();
    const session = (await response.json()) as CurrentSession;
    const household = { ...session.household, role: 'viewer' };
    await route.fulfill({ response, json: { ...session, household } });
  });
  await page.goto('/settings/reminders?view=household');
  await expect(page.getByText('Reminders come at 07:00.')).toBeVisible();
  await expect(kind(page, 'Charge')).toContainText('3 days before and on the day itself');
  await expect(page.getByRole('main').getByRole('combobox')).toHaveCount(0);
  await expectAccessible(page);
  await page.goto(`/subscriptions/${id}`);
  const card = page.locator('section').filter({
    has: page.getByRole('heading', { level: 2, name: 'Reminders', exact: true }),
  });
  await expect(card).toContainText('3 days before');
  await expect(card.getByRole('button')).toHaveCount(0);

  await page.goto('/settings/reminders');
  await kind(page, 'Charge').getByRole('combobox').selectOption('Off');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Your reminders are saved')).toBeVisible();
  expect((await mine(account)).inForce.charge.isOn).toBe(false);
});

test('what was sent, given up and left out is told in plain words', async ({
  account,
  page,
  place,
}) => {
  test.slow();
  const due = addDays(today(), 1);
  const { id } = await addSubscription(account, {
    anchor: due,
    prices: [{ from: due, amount: '9.00', currency: 'EUR' }],
  });
  const channel = (await account.call('POST', 'channels', {
    name: 'My program',
    settings: { kind: 'webhook', url: `${place.hook.url}/sent` },
  })) as ChannelView;
  const delivery = await writer(account, place, { subjectId: id, channelId: channel.id });
  await page.goto('/settings/reminders?view=sent');
  await expect(page.getByRole('heading', { name: 'Nothing yet' })).toBeVisible();
  await expectAccessible(page);

  const failed = { state: 'failed', note: '404 no such topic', tries: 16 };
  delivery({ occurrence: addDays(due, -62), madeOn: addDays(today(), -62), ...failed });
  const dropped = { state: 'dropped', note: 'changed', tries: 0 };
  delivery({ occurrence: addDays(due, -31), madeOn: addDays(today(), -31), ...dropped });
  const pending = { state: 'pending', note: null, tries: 0 };
  delivery({ occurrence: due, madeOn: today(), ...pending });
  // Whatever changes in the household has it looked at with the next full minute.
  await account.call('PATCH', `subscriptions/${id}`, { notes: 'Films' });
  await expect.poll(() => sentTo(place, '/sent').length, { timeout: 100_000 }).toBe(1);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('Sent', { exact: true })).toHaveCount(2, { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });

  const rows = page.getByRole('list', { name: 'What was sent' }).getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText('My program');
  await expect(rows.nth(0)).toContainText(format.date(due));
  await expect(rows.filter({ hasText: 'Left out' })).toContainText(
    'It was edited, paid, paused or deleted before this went out.',
  );
  const givenUp = rows.filter({ hasText: 'Given up' });
  await expect(givenUp).toContainText('404 no such topic');
  await expect(givenUp).toContainText('16 tries');
  await expectAccessible(page);

  for (let back = 100; back < 150; back += 1) {
    const day = addDays(today(), -back);
    delivery({ occurrence: day, madeOn: day, ...dropped });
  }
  await page.reload();
  await expect(rows).toHaveCount(50);
  await page.getByRole('button', { name: 'Show earlier ones' }).click();
  await expect(rows).toHaveCount(53);
  await expect(page.getByRole('button', { name: 'Show earlier ones' })).toBeHidden();
});

async function bare(account: ApiAccount) {
  const { version, inForce, ...settings } = await mine(account);
  return settings;
}

interface Row {
  occurrence: CalendarDate;
  madeOn: CalendarDate;
  state: string;
  note: string | null;
  tries: number;
}

/** Puts what would take months to happen straight into the database of the running server. */
async function writer(
  account: ApiAccount,
  { folder }: Place,
  { subjectId, channelId }: { subjectId: string; channelId: string },
) {
  const { user, household } = (await account.call('GET', 'auth/session')) as CurrentSession;
  const file = join(folder, 'duetide.db');
  return (row: Row) => {
    const database = new DatabaseSync(file, { timeout: 5_000 });
    const at = `${row.madeOn}T00:00:00.000Z`;
    database
      .prepare('insert into reminder_deliveries values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)')
      .run(
        household.id,
        `${user.id}:${channelId}:charge/${subjectId}/${row.occurrence}/1`,
        user.id,
        channelId,
        'charge',
        subjectId,
        row.occurrence,
        1,
        at,
        null,
        row.state,
        0,
        row.note,
        row.tries,
        at,
        row.state === 'pending' ? null : at,
      );
    database.close();
  };
}

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Page } from '@playwright/test';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { CurrentSession } from '#shared/schemas/account-schemas.ts';
import type { ChannelView } from '#shared/schemas/channel-resource-schemas.ts';
import { createFormatter } from '#web/lib/format.ts';
import type { ApiAccount } from '../support/api-account.ts';
import { expectAccessible } from './accessibility.ts';
import { addSubscription } from './new-subscription.ts';
import { type Place, sentTo, test } from './webhook-test.ts';

const today = () => todayIn('Europe/Berlin', Date.now());
const format = createFormatter('en-GB');

interface Message {
  title: string;
  actions: { label: string; url: string }[];
}

test('whoever has the link of a message marks it as paid, or puts it off, once and signed out', async ({
  account,
  context,
  page,
  place,
}) => {
  test.slow();
  const due = addDays(today(), 2);
  const prices = [{ from: due, amount: '9.00', currency: 'EUR' }];
  const names = ['Films', 'A gym with a rather long name, of which there are many'];
  const ids: string[] = [];
  for (const name of names) {
    const { id } = await addSubscription(account, { name, anchor: due, prices });
    ids.push(id);
  }
  await tellOf(account, place, { due, ids });
  const [films, gym] = await messages(place, names);

  await context.clearCookies();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(linkOf(films, 'Mark as paid'));
  await expect(page.getByRole('heading', { name: 'Is this paid?' })).toBeVisible();
  const slip = page.getByRole('region', { name: 'Films' });
  await expect(slip).toContainText('€9.00');
  await expect(slip).toContainText(format.fullDate(due));
  await expectAccessible(page);
  await page.reload();
  await page.getByRole('button', { name: 'Mark as paid' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Marked as paid' })).toBeFocused();
  await expectAccessible(page);
  expect(await context.cookies()).toEqual([]);
  const path = `subscriptions/${ids[0]}/payments`;
  const { items } = (await account.call('GET', path)) as { items: object[] };
  expect(items).toMatchObject([{ dueOn: due, status: 'paid', isRecorded: true }]);

  await page.reload();
  await expect(page.getByRole('heading', { name: 'This link was used already' })).toBeVisible();
  await expectAccessible(page);

  await page.goto(linkOf(gym, 'Remind me later'));
  await expect(page.getByRole('heading', { name: 'Remind me later' })).toBeVisible();
  await fits(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Tomorrow' }).click();
  await expect(page.getByRole('heading', { name: 'You will be reminded again' })).toBeFocused();
  await expect(page.getByText(`${format.longDay(addDays(today(), 1))} at 09:00`)).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${linkOf(gym, 'Mark as paid').slice(0, -3)}AAA`);
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await page.goto('/reminder');
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await expectAccessible(page);

  await account.call('DELETE', `subscriptions/${ids[1]}`);
  await page.goto(linkOf(gym, 'Mark as paid'));
  await expect(page.getByRole('heading', { name: 'This has changed since' })).toBeVisible();
  await page.getByRole('link', { name: 'Open Duetide' }).click();
  await expect(page).toHaveURL(/sign-in/);
});

function linkOf(message: Message | undefined, label: string): string {
  return message?.actions.find((action) => action.label === label)?.url ?? '';
}

async function fits(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
}

async function messages(place: Place, names: readonly string[]): Promise<Message[]> {
  await expect.poll(() => sentTo(place, '/links').length, { timeout: 100_000 }).toBe(names.length);
  const sent = sentTo(place, '/links').map(({ body }) => JSON.parse(body) as Message);
  return names.flatMap((name) => sent.find(({ title }) => title.startsWith(`${name}:`)) ?? []);
}

/**
 * What is to be said of today is written into the database of the running server, as if it had
 * been planned before the hour for it came; the server sends it when it looks at the household.
 */
async function tellOf(
  account: ApiAccount,
  { hook, folder }: Place,
  { due, ids }: { due: string; ids: readonly string[] },
): Promise<void> {
  const channel = (await account.call('POST', 'channels', {
    name: 'My program',
    settings: { kind: 'webhook', url: `${hook.url}/links` },
  })) as ChannelView;
  await account.call('PUT', 'reminder-settings', {
    rules: { charge: { isOn: true, days: [2] } },
    hour: 9,
  });
  const { user, household } = (await account.call('GET', 'auth/session')) as CurrentSession;
  const at = `${today()}T00:00:00.000Z`;
  const database = new DatabaseSync(join(folder, 'duetide.db'), { timeout: 5_000 });
  const insert = database.prepare(
    `insert into reminder_deliveries (household_id, id, user_id, channel_id, kind, subject_id,
      occurrence, days, send_at, state, is_late, attempts, created_at)
    values (?, ?, ?, ?, 'charge', ?, ?, 2, ?, 'pending', 0, 0, ?)`,
  );
  for (const id of ids) {
    const key = `${user.id}:${channel.id}:charge/${id}/${due}/2`;
    insert.run(household.id, key, user.id, channel.id, id, due, at, at);
  }
  database.close();
  // Whatever changes in the household has it looked at with the next full minute.
  await account.call('PATCH', `subscriptions/${ids[0]}`, { notes: 'Films' });
}

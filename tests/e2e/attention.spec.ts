import { expect, type Page } from '@playwright/test';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { AttentionView } from '#shared/schemas/attention-schemas.ts';
import { startApp } from '../support/app-process.ts';
import { type RecordingServer, startRecordingServer } from '../support/recording-server.ts';
import { expectAccessible } from './accessibility.ts';
import { test as appTest } from './app-test.ts';
import { addSubscription } from './new-subscription.ts';

/** A server that the operator opened, and that takes nothing. */
const test = appTest.extend<object, { hook: RecordingServer }>({
  hook: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const server = await startRecordingServer({
        answer: (_request, response) => response.writeHead(403).end('no such token here'),
      });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ hook }, use) => {
      const app = await startApp({ EGRESS_ALLOW: `127.0.0.1:${hook.port}` });
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

const today = () => todayIn('Europe/Berlin', Date.now());
const bell = (page: Page) => page.getByRole('button', { name: /attention/ });

async function openOverview(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
}

const panel = (page: Page) => page.getByRole('dialog', { name: 'What needs attention' });
const titles = (page: Page) => panel(page).getByRole('listitem').locator('p:first-child');

test.beforeEach(async ({ account }) => {
  await addSubscription(account, {
    name: 'Films',
    service: 'netflix',
    trialEndsOn: addDays(today(), 1),
    anchor: addDays(today(), 2),
  });
  await addSubscription(account, {
    name: 'Gym',
    service: null,
    anchor: addDays(today(), 15),
    notice: { every: 1, unit: 'week' },
  });
});

test('the bell counts what is new, shows it by urgency, and counts it once', async ({
  account,
  page,
}) => {
  await page.goto('/');
  await expect(bell(page)).toHaveAccessibleName('3 new things need attention');
  await bell(page).click();
  await expect(titles(page)).toHaveText([
    /^New: The trial of Films ends tomorrow$/,
    /^New: Last day to cancel Gym: .*in 8 days$/,
    /^New: No reminder can reach you yet$/,
  ]);
  await expect(panel(page)).toContainText('Unless you cancel, €10.00 is charged on');
  const cancel = panel(page).getByRole('link', { name: 'Cancel it' });
  await expect(cancel).toHaveAttribute('href', /^https:\/\/www\.netflix\.com/);
  await expectAccessible(page);

  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await expect(bell(page)).toBeFocused();
  await expect(bell(page)).toHaveAccessibleName('What needs attention');
  await expect
    .poll(async () => ((await account.call('GET', 'attention')) as AttentionView).newCount)
    .toBe(0);
  await page.reload();
  await bell(page).click();
  await expect(titles(page)).toHaveCount(3);
  await expect(titles(page).first()).toHaveText(/^The trial/);
});

test('what is dismissed can be brought back in its place, and else stays away', async ({
  page,
}) => {
  await openOverview(page);
  await page.keyboard.press('b');
  await panel(page)
    .getByRole('button', { name: /^Dismiss: Last day to cancel Gym/ })
    .click();
  const undo = panel(page).getByRole('button', { name: 'Undo' });
  await expect(undo).toBeFocused();
  const second = panel(page).getByRole('listitem').nth(1);
  await expect(second).toHaveText(/^Dismissed\. Last day to cancel Gym/);
  await expectAccessible(page);
  await undo.click();
  await expect(second).toContainText('After that €10.00 is charged');
  await expect(undo).toBeHidden();

  for (const count of [1, 2, 3]) {
    await panel(page)
      .getByRole('button', { name: /^Dismiss:/ })
      .first()
      .click();
    await expect(undo).toHaveCount(count);
  }
  await openOverview(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('attention');
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('Nothing needs you right now');
  await expectAccessible(page);
});

test('a channel that refuses is told of at once, with its words, until it is gone', async ({
  account,
  hook,
  page,
}) => {
  const settings = { kind: 'webhook', url: `${hook.url}/hook` };
  await account.call('POST', 'channels', { name: 'My program', settings });
  await page.goto('/settings/notifications');
  await expect(bell(page)).toHaveAccessibleName('2 new things need attention');
  await page.getByRole('button', { name: 'Send a test to My program' }).click();
  await expect(bell(page)).toHaveAccessibleName('3 new things need attention');
  await bell(page).click();
  await expect(titles(page).first()).toHaveText('New: My program refused what was sent last');
  await expect(panel(page)).toContainText('It answered: no such token here');
  await panel(page).getByRole('link', { name: 'Check your channels' }).click();
  await expect(panel(page)).toBeHidden();
  await page.getByRole('button', { name: 'Delete My program' }).click();
  await expect(bell(page)).toHaveAccessibleName('1 new thing needs attention');
});

test('what is not paid is marked as paid where it is told, and that is taken back', async ({
  account,
  page,
}) => {
  const dueOn = addDays(today(), -3);
  const { id } = await addSubscription(account, { name: 'Rent', anchor: dueOn });
  const payments = async () => {
    const answer = (await account.call('GET', `subscriptions/${id}/payments`)) as {
      items: { isRecorded: boolean }[];
    };
    return answer.items.filter(({ isRecorded }) => isRecorded).length;
  };
  // The rules ask from the next day on, and this test ends today.
  await page.route('**/api/v1/attention', async (route) => {
    const response = await route.fetch();
    const view = (await response.json()) as AttentionView;
    const money = { amount: '10.00', currency: 'EUR' };
    const item = {
      kind: 'unpaid',
      key: `unpaid.${id}.${dueOn}`,
      urgency: 'now',
      isNew: false,
      subscription: { id, name: 'Rent', service: null },
      dueOn,
      on: dueOn,
      amount: money,
    };
    const isPaid = (await payments()) > 0;
    await route.fulfill({ response, json: { ...view, items: isPaid ? [] : [item] } });
  });
  await openOverview(page);
  await page.keyboard.press('b');
  await expect(panel(page)).toContainText('Rent is not marked as paid');
  await expect(panel(page)).toContainText('€10.00 was due');
  await panel(page).getByRole('button', { name: 'Mark as paid' }).click();
  await expect(panel(page)).toContainText('Marked as paid.');
  expect(await payments()).toBe(1);
  await panel(page).getByRole('button', { name: 'Undo' }).click();
  await expect(panel(page).getByRole('button', { name: 'Mark as paid' })).toBeVisible();
  expect(await payments()).toBe(0);
});

test('a phone shows it as a sheet, and says what failed', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.route('**/api/v1/attention', (route) => route.fulfill({ status: 500, json: {} }));
  await page.goto('/');
  await bell(page).click();
  await expect(panel(page)).toContainText('What needs attention could not be loaded');
  await expectAccessible(page);
  await page.unroute('**/api/v1/attention');
  await panel(page).getByRole('button', { name: 'Try again' }).click();
  await expect(titles(page)).toHaveCount(3);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  await panel(page).getByRole('link', { name: 'Open Films' }).click();
  await expect(page).toHaveURL(/\/subscriptions\/[\w-]{36}$/);
  await expect(panel(page)).toBeHidden();
});

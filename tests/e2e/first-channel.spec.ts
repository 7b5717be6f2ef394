import { expect, type Page } from '@playwright/test';
import { startApp } from '../support/app-process.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { expectAccessible } from './accessibility.ts';
import { test as appTest } from './app-test.ts';
import { addSubscription } from './new-subscription.ts';

const test = appTest.extend<object, { mailbox: MailServer }>({
  mailbox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const server = await startMailServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ mailbox }, use) => {
      const app = await startApp({ SMTP_URL: mailbox.url, MAIL_FROM: 'duetide@example.com' });
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

const suggestion = (page: Page) =>
  page.getByRole('region', { name: 'Be told before money leaves' });

/** With what only those see who scroll down. */
async function openOverview(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('region', { name: '12 months ahead' }).scrollIntoViewIfNeeded();
}

test('one press has reminders sent by mail, and shows that they arrive', async ({
  account,
  mailbox,
  page,
}) => {
  test.slow();
  await addSubscription(account);
  await openOverview(page);
  await expectAccessible(page);
  const before = mailbox.received.length;
  await suggestion(page)
    .getByRole('button', { name: /Mail to me/ })
    .click();
  await expect(suggestion(page)).toContainText(`Reminders now go to ${account.email}`);
  await expect(suggestion(page)).toContainText('A test is on its way');
  await expectAccessible(page);
  const mails = mailbox.received.slice(before);
  expect(mails.map(({ recipients }) => recipients)).toEqual([[account.email]]);
  const { items } = (await account.call('GET', 'channels')) as { items: object[] };
  expect(items).toMatchObject([{ kind: 'mail', name: 'Mail', fault: null }]);
  await openOverview(page);
  await expect(page.getByRole('button', { name: 'What needs attention' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Next 30 days' })).toBeVisible();
  await expect(suggestion(page)).toHaveCount(0);
});

test('who does not want to be asked is not asked again, unless they take that back', async ({
  account,
  page,
}) => {
  await addSubscription(account);
  await openOverview(page);
  await suggestion(page).getByRole('button', { name: 'Do not ask again' }).click();
  await expect(suggestion(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(suggestion(page)).toBeVisible();
  await suggestion(page).getByRole('button', { name: 'Do not ask again' }).click();
  await expect(page.getByText('You will not be asked again.')).toBeVisible();
  const answered = page.waitForResponse('**/api/v1/attention');
  await openOverview(page);
  expect(((await (await answered).json()) as { total: number }).total).toBe(0);
  await expect(page.getByRole('region', { name: 'Next 30 days' })).toBeVisible();
  await expect(suggestion(page)).toHaveCount(0);
});

test('a mail server that does not answer leaves no channel behind, and other ways', async ({
  account,
  page,
}) => {
  test.slow();
  await addSubscription(account);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.route('**/api/v1/channels/*/test', (route) =>
    route.fulfill({ json: { outcome: 'refused', words: 'No mail server here', isGone: false } }),
  );
  await openOverview(page);
  await suggestion(page)
    .getByRole('button', { name: /Mail to me/ })
    .click();
  await expect(suggestion(page)).toContainText('It was refused');
  await expect(suggestion(page)).toContainText('No mail server here');
  expect(await account.call('GET', 'channels')).toMatchObject({ items: [] });
  await expectAccessible(page);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  await suggestion(page)
    .getByRole('link', { name: /Another way/ })
    .click();
  await expect(page).toHaveURL(/\/settings\/notifications/);
});

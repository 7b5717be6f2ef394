import { expect } from '@playwright/test';
import { type ApiAccount, signUpByApi } from '../support/api-account.ts';
import { type AppProcess, startApp } from '../support/app-process.ts';
import { freePort } from '../support/free-port.ts';
import { expectAccessible } from './accessibility.ts';
import { test as base } from './app-test.ts';

/** An installation whose mail server is away, and its operator. */
const test = base.extend<Record<never, never>, { app: AppProcess; operator: ApiAccount }>({
  operator: [async ({ app }, use) => use(await signUpByApi(app.url)), { scope: 'worker' }],
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const smtp = `smtp://127.0.0.1:${await freePort()}`;
      const app = await startApp({ SMTP_URL: smtp, MAIL_FROM: 'Duetide <duetide@example.com>' });
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

test.beforeEach(async ({ app, operator, context }) => {
  await context.addCookies([{ ...operator.cookie, url: app.url }]);
});

test('an operator sees a dependency fail, cuts it off and takes that back, by keyboard and on a phone', async ({
  operator,
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 800 });
  const channel = { name: 'Inbox', settings: { kind: 'mail' } };
  const { id } = (await operator.call('POST', 'channels', channel)) as { id: string };
  for (let times = 0; times < 5; times += 1) await operator.call('POST', `channels/${id}/test`, {});

  await page.goto('/console/dependencies');
  const mail = page.getByRole('list', { name: 'Dependencies' }).getByRole('listitem');
  await expect(mail).toContainText('Does not answer');
  await expect(mail).toContainText('What it failed of last');
  const events = page.getByRole('list', { name: 'What happened' }).getByRole('listitem');
  await expect(events.first()).toContainText('Several calls in a row failed');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Cut off: Mail server' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Cut off: Mail server' });
  await dialog.getByRole('radio', { name: '15 min' }).focus();
  await expectAccessible(page);
  await page.keyboard.press('ArrowRight');
  await dialog.getByRole('button', { name: 'Cut off' }).focus();
  await page.keyboard.press('Enter');
  await expect(mail).toContainText('Cut off by hand');
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(mail).toContainText('Being tried again');

  await page.getByText('Each try').click();
  await expect(events.first()).toContainText('It is no longer cut off');
  const width = await page.evaluate('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(360);
});

test('an operator has a job run and sees its runs, and all of it is in the audit', async ({
  operator,
  page,
}) => {
  await page.goto('/console/jobs');
  await page.getByRole('button', { name: 'Run now: purge' }).click();
  await expect(page.getByText('purge runs as soon as an instance is free')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'purge' }).click();
  await expect(page).toHaveURL(/\/console\/jobs\/purge/);
  const runs = page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
  await expect(runs.filter({ hasText: 'Done' })).toHaveCount(1);
  await page.getByLabel('Show').selectOption('Given up');
  await expect(page.getByText('There are none that are remembered.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'All jobs' }).click();
  await expect(page.getByRole('button', { name: 'Run now: purge' })).toBeVisible();

  // What is refused is there as well.
  await operator.call('POST', 'operator/database/reconnect').catch(() => {});
  await page.goto('/console/audit');
  const acts = page.getByRole('list', { name: 'What operators did' }).getByRole('listitem');
  await expect(acts.nth(0)).toContainText('Connected to the database anew');
  await expect(acts.nth(0)).toContainText('Refused · 409');
  await expect(acts.nth(1)).toContainText('Had a job run: purge');
  await expect(acts.nth(1)).toContainText('Done · 202');
  await expectAccessible(page);
});

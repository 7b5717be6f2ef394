import { expect } from '@playwright/test';
import { signUpByApi } from '../support/api-account.ts';
import { startApp } from '../support/app-process.ts';
import { expectAccessible } from './accessibility.ts';
import { test as base } from './app-test.ts';

/** A server of its own, so that whoever signs up is its operator; nothing listens where Redis would. */
const test = base.extend({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const app = await startApp({ REDIS_URL: 'redis://127.0.0.1:1' });
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

test('an operator sees what fires, takes care of it, silences it, and says who is told', async ({
  page,
  account,
  app,
}) => {
  test.setTimeout(120_000);
  await page.goto('/console/alerts');
  await expect(page.getByRole('heading', { level: 1, name: 'Alerts' })).toBeVisible();

  const redis = page.getByRole('article', { name: 'Redis cannot be reached' });
  await expect(redis.getByText('firing', { exact: true })).toBeVisible({ timeout: 75_000 });
  await expectAccessible(page);

  await redis.getByRole('button', { name: 'I take care of it' }).click();
  await expect(redis.getByText('somebody takes care of it')).toBeVisible();
  await expect(redis.getByRole('button', { name: 'I take care of it' })).toBeHidden();

  await redis.getByRole('button', { name: 'Silence' }).click();
  await page.getByRole('dialog').getByLabel('Why').fill('The machine is being moved');
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
  await expect(redis.getByText('silenced', { exact: true })).toBeVisible();
  const quiet = page.getByRole('list', { name: 'Silences and maintenance' });
  await expect(quiet.getByText(/The machine is being moved/)).toBeVisible();
  await quiet.getByRole('button', { name: 'End' }).click();
  await expect(page.getByText('Nothing is silenced.')).toBeVisible();

  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Address').fill('ops@example.com');
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
  const receivers = page.getByRole('list', { name: 'Who is told' });
  await expect(receivers.getByText('ops@example.com, everything')).toBeVisible();
  await receivers.getByRole('button', { name: 'Test' }).click();
  await expect(receivers.getByText(/SMTP_URL is not set/)).toBeVisible();
  await receivers.getByRole('button', { name: 'Turn off' }).click();
  await expect(receivers.getByText('off', { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.setViewportSize({ width: 360, height: 800 });
  const widths = () =>
    page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
  const [scrolled, seen] = await widths();
  expect(scrolled).toBe(seen);

  expect(account.name).toBe('Ada Lovelace');
  const other = await signUpByApi(app.url);
  await page.context().addCookies([{ ...other.cookie, url: app.url }]);
  await page.goto('/console/alerts');
  await expect(redis).toBeHidden();
});

test('an operator changes when a rule fires, turns one off, and takes both back', async ({
  page,
  account,
}) => {
  expect(account.name).toBe('Ada Lovelace');
  await page.goto('/console/alerts');
  const rules = page.getByRole('list', { name: 'Rules' });
  const row = (title: string) => rules.getByRole('listitem').filter({ hasText: title });
  await expect(row('Answers are slow')).toContainText('above 1 s, for 10 min, from 20 events on');

  await rules.getByRole('button', { name: 'Change Requests fail' }).click();
  const dialog = page.getByRole('dialog', { name: 'Requests fail' });
  await dialog.getByLabel('Fires above (%)').fill('101');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByLabel('Fires above (%)')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Fires above (%)').fill('2.5');
  await dialog.getByLabel('How urgent it is').selectOption('page');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(row('Requests fail').first()).toContainText('above 2.5 %');
  await expect(row('Requests fail').first()).toContainText('By default: above 1 %');
  await expect(row('Requests fail').first()).toContainText('page');

  await rules.getByRole('button', { name: 'Change A job was given up' }).click();
  await page.getByRole('dialog').getByLabel('Look at this rule').uncheck();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(row('A job was given up').getByText('off', { exact: true })).toBeVisible();
  await expect(page.getByText('2 of them are other than by default.')).toBeVisible();
  await expectAccessible(page);

  await rules.getByRole('button', { name: 'Reset Requests fail' }).click();
  await expect(row('Requests fail').first()).not.toContainText('By default');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row('Requests fail').first()).toContainText('above 2.5 %');
  await rules.getByRole('button', { name: 'Reset Requests fail' }).click();
  await rules.getByRole('button', { name: 'Reset A job was given up' }).click();
  await expect(page.getByText('All of them are as by default.')).toBeVisible();
});

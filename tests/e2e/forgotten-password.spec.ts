import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';

test('a forgotten password is replaced through the link in the mail, once', async ({
  account,
  app,
  context,
  page,
}) => {
  await context.clearCookies();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: /forgot/i }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Forgotten password' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('E-mail address').fill(account.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('status')).toContainText('Look into your mailbox');

  const link = await linkTo(account.email, app.output);
  await page.goto(link);
  await expectAccessible(page);
  await page.getByLabel('New password').fill('a password nobody knew before');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page).not.toHaveURL(/reset-password/);

  await page.goto(link);
  await page.getByLabel('New password').fill('another one, with a used link');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
});

/** The mail is in the log, as long as no mail server is configured. */
async function linkTo(email: string, output: () => string): Promise<string> {
  let link: string | undefined;
  await expect(() => {
    const mail = output()
      .split('\n')
      .findLast((line) => line.includes('"mail"') && line.includes(email));
    [link] = mail?.match(/http:\/\/[^\s"\\]+\/reset-password#[\w-]+/) ?? [];
    expect(link).toBeDefined();
  }).toPass({ timeout: 15_000 });
  return link ?? '';
}

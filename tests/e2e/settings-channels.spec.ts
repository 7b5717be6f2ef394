import { expect } from '@playwright/test';
import { startApp } from '../support/app-process.ts';
import { type RecordingServer, startRecordingServer } from '../support/recording-server.ts';
import { expectAccessible } from './accessibility.ts';
import { test as appTest } from './app-test.ts';

const TOKEN = 'Bearer only-ada-knows-this';

/** A server that the operator opened, which says no once it is told to. */
interface Hook {
  server: RecordingServer;
  answer: { status: number; body: string };
}

const test = appTest.extend<object, { hook: Hook }>({
  hook: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const answer = { status: 200, body: '' };
      const server = await startRecordingServer({
        answer: (_request, response) => response.writeHead(answer.status).end(answer.body),
      });
      await use({ server, answer });
      await server.stop();
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ hook }, use) => {
      const app = await startApp({ EGRESS_ALLOW: `127.0.0.1:${hook.server.port}` });
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

test('a webhook is added, tested, refused, changed, deleted and brought back', async ({
  account,
  hook,
  page,
}) => {
  test.slow();
  await page.goto('/settings/notifications');
  await expect(page.getByRole('heading', { name: 'None yet' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add channel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Kind').selectOption('webhook');
  await dialog.getByLabel('Name', { exact: true }).fill('My program');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog.getByLabel('Address', { exact: true })).toBeFocused();
  await dialog.getByLabel('Address', { exact: true }).fill('ftp://example.com');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog).toContainText('ust be an address that begins with');
  await dialog.getByLabel('Address', { exact: true }).fill(`${hook.server.url}/hook`);
  await dialog.getByLabel('Headers').fill(`Authorization: ${TOKEN}`);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByText('My program is added')).toBeVisible();

  await page.getByRole('button', { name: 'Send a test to My program' }).click();
  await expect(page.getByRole('status')).toContainText(['It was taken']);
  expect(hook.server.requests).toHaveLength(1);
  expect(hook.server.requests[0]).toMatchObject({
    method: 'POST',
    path: '/hook',
    headers: { authorization: TOKEN },
  });

  hook.answer = Object.assign(hook.answer, { status: 403, body: 'no such token here' });
  await page.getByRole('button', { name: 'Send a test to My program' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'My program' });
  await expect(row).toContainText('no such token here');
  await page.reload();
  await expect(row).toContainText('refused');
  await expect(row).toContainText('no such token here');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Edit My program' }).click();
  await expect(dialog.getByLabel('Address', { exact: true })).toHaveValue('');
  await dialog.getByLabel('Name', { exact: true }).fill('Home');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Home is saved')).toBeVisible();
  const answered = JSON.stringify(await account.call('GET', 'channels'));
  expect(answered).toContain('"secrets":["url","headers"]');
  expect(answered).not.toContain('only-ada-knows-this');

  hook.answer = Object.assign(hook.answer, { status: 200, body: '' });
  await page.getByRole('button', { name: 'Delete Home' }).click();
  await expect(page.getByRole('heading', { name: 'None yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Send a test to Home' }).click();
  await expect(page.getByRole('status')).toContainText(['It was taken']);
  expect(hook.server.requests.at(-1)?.headers.authorization).toBe(TOKEN);
  await expect(page.getByText('no such token here')).toBeHidden();
});

test('every kind has a form that fits a narrow screen', async ({ account, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await account.call('POST', 'channels', {
    name: 'A very long name of a channel that somebody chose for themselves',
    settings: {
      kind: 'ntfy',
      server: 'https://a-long-host-name.ntfy.example',
      topic: 'a'.repeat(64),
    },
  });
  await page.goto('/settings/notifications');
  await expect(page.getByRole('listitem').filter({ hasText: 'A very long name' })).toBeVisible();
  await page.getByRole('button', { name: 'Add channel' }).click();
  const dialog = page.getByRole('dialog');
  const kinds = await dialog.getByLabel('Kind').getByRole('option').allInnerTexts();
  expect(kinds).toHaveLength(11);
  for (const kind of kinds) {
    await dialog.getByLabel('Kind').selectOption({ label: kind });
    await expect(dialog.getByLabel('Name', { exact: true })).toHaveAttribute('placeholder', kind);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, kind).toBe(0);
  }
});

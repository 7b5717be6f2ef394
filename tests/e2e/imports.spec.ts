import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { type ApiAccount, signUpByApi } from '../support/api-account.ts';
import { expectAccessible } from './accessibility.ts';
import { test } from './app-test.ts';

const WALLOS = join(import.meta.dirname, '../../shared/imports/fixtures/wallos');

// Axe looks at many rows in two themes here.
test.describe.configure({ timeout: 120_000 });

async function choose(page: Page, ...names: string[]): Promise<void> {
  await page.goto('/settings/import');
  await page.getByLabel('File to import').setInputFiles(names.map((name) => join(WALLOS, name)));
}

async function subscriptionsOf(account: ApiAccount): Promise<Map<string, SubscriptionView>> {
  const answer = await account.call('GET', 'subscriptions?limit=200');
  const { items } = answer as { items: SubscriptionView[] };
  return new Map(items.map((each) => [each.name, each]));
}

test('the CSV of Wallos: asks what symbols mean, shows what is doubtful, then imports', async ({
  account,
  page,
}) => {
  await page.goto('/settings/import');
  await expectAccessible(page);
  await choose(page, 'subscriptions.csv');
  await expect(page.getByRole('heading', { name: '12 subscriptions found' })).toBeVisible();
  await expect(page.getByLabel('What “$” means')).toHaveValue('USD');
  await expect(page.getByLabel('What “¥” means')).toHaveValue('JPY');
  await expect(page.getByText('28 Feb 2027 is the last day of its month')).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('What “$” means').selectOption('CAD');
  await expect(page.getByText('CA$17.99')).toBeVisible();
  await page.getByLabel('Show', { exact: true }).selectOption('Worth a look');
  await expect(page.getByText('Adobe CC')).toBeVisible();
  await expect(page.getByText('Spotify Family')).toBeHidden();
  expect((await subscriptionsOf(account)).size).toBe(0);

  await page.getByRole('button', { name: 'Import 12 subscriptions' }).click();
  await expect(page.getByRole('heading', { name: '12 subscriptions imported' })).toBeVisible();
  await expectAccessible(page);
  const stored = await subscriptionsOf(account);
  expect(stored.size).toBe(12);
  expect(stored.get('Netflix  Premium')).toMatchObject({
    prices: [{ amount: '17.99', currency: 'CAD' }],
    nextDueOn: expect.stringMatching(/^\d{4}-\d\d-03$/),
  });
  expect(stored.get('Insurance')?.notes).toBe('half-yearly "premium"');
  await page.getByRole('link', { name: 'See the subscriptions' }).click();
  await expect(page).toHaveURL(/\/subscriptions/);
  await expect(page.getByText('Spotify Family')).toBeVisible();
});

test('both answers of the API of Wallos: nothing to ask, and what is there is marked', async ({
  account,
  page,
}) => {
  await account.call('POST', 'subscriptions', {
    name: 'netflix premium',
    cycle: { every: 1, unit: 'month' },
    anchor: '2026-12-03',
    prices: [{ amount: '17.99', currency: 'USD' }],
  });
  await choose(page, 'api-get-subscriptions.json', 'api-get-currencies.json');
  await expect(page.getByText('1 duplicate')).toBeVisible();
  await expect(page.getByText('Which currency is it?')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Import 11 subscriptions' })).toBeVisible();
  await page.getByLabel('Import it all the same').check();
  await page.getByRole('button', { name: 'Import 12 subscriptions' }).click();
  await expect(page.getByRole('heading', { name: '12 subscriptions imported' })).toBeVisible();
  expect((await subscriptionsOf(account)).get('iCloud+ 2 TB')?.nextAmount).toEqual({
    amount: '1300',
    currency: 'JPY',
  });
});

test('the JSON of Wallos can be dropped on the page', async ({ account, page }) => {
  await page.goto('/settings/import');
  const text = await readFile(join(WALLOS, 'subscriptions.json'), 'utf8');
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'subscriptions.json', { type: 'application/json' }));
    return data;
  }, text);
  await page.getByText('Drop a file here').dispatchEvent('drop', { dataTransfer: transfer });
  await page.getByRole('button', { name: 'Import 12 subscriptions' }).click();
  await expect(page.getByRole('heading', { name: '12 subscriptions imported' })).toBeVisible();
  expect((await subscriptionsOf(account)).size).toBe(12);
});

test('a file of another kind is refused in words, and the next one is read', async ({
  page,
  account,
}) => {
  await page.goto('/settings/import');
  const input = page.getByLabel('File to import');
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
  await input.setInputFiles({ name: 'export.csv', mimeType: 'text/csv', buffer: png });
  await expect(page.getByRole('alert')).toContainText('This is a picture');
  await expectAccessible(page);
  const table =
    'name,cycle,anchor,prices\nGood,1 month,2026-12-01,5 EUR\nBad,often,2026-12-01,5 EUR\n';
  await input.setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await expect(page.getByText('“often” is neither “once” nor a length')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Import 1 subscription' }).click();
  await expect(page.getByText('1 row left out')).toBeVisible();
  expect([...(await subscriptionsOf(account)).keys()]).toEqual(['Good']);
});

test('what is exported can be imported by somebody new', async ({
  account,
  app,
  browser,
  page,
}) => {
  await choose(page, 'subscriptions.csv');
  await page.getByRole('button', { name: 'Import 12 subscriptions' }).click();
  await expect(page.getByRole('heading', { name: '12 subscriptions imported' })).toBeVisible();
  await page.goto('/settings/export');
  await expectAccessible(page);
  const files: Record<string, string> = {};
  for (const format of ['JSON', 'CSV']) {
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: `Download ${format}` }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/^duetide-.*\d{4}-\d\d-\d\d\.(json|csv)$/);
    files[format] = await download.path();
  }

  for (const path of Object.values(files)) {
    const other = await signUpByApi(app.url);
    const context = await browser.newContext({ baseURL: app.url });
    await context.addCookies([{ ...other.cookie, url: app.url }]);
    const theirs = await context.newPage();
    await theirs.goto('/settings/import');
    await theirs.getByLabel('File to import').setInputFiles(path);
    await theirs.getByRole('button', { name: 'Import 12 subscriptions' }).click();
    await expect(theirs.getByRole('heading', { name: '12 subscriptions imported' })).toBeVisible();
    expect(withoutIds(await subscriptionsOf(other))).toEqual(
      withoutIds(await subscriptionsOf(account)),
    );
    await context.close();
  }
});

/** By name: what an import has to keep. */
function withoutIds(subscriptions: Map<string, SubscriptionView>) {
  return Object.fromEntries(
    [...subscriptions].map(
      ([name, { cycle, anchor, prices, notes, url, status, notice, accessUntil }]) => [
        name,
        { cycle, anchor, prices, notes, url, status, notice, accessUntil },
      ],
    ),
  );
}

test('the calendar feed is given out once, opens for any calendar, and is turned off', async ({
  account,
  page,
  request,
}) => {
  await account.call('POST', 'subscriptions', {
    name: 'Netflix',
    cycle: { every: 1, unit: 'month' },
    anchor: '2026-01-31',
    prices: [{ amount: '15.49', currency: 'USD' }],
  });
  await page.goto('/settings/calendar-feed');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create an address' }).click();
  const address = await page.getByLabel('Address of the feed').inputValue();
  await expectAccessible(page);
  const calendar = await request.get(address, { headers: { cookie: '' } });
  expect(await calendar.text()).toContain('SUMMARY:Netflix · $15.49');

  await page.reload();
  await expect(page.getByText('cannot be shown again')).toBeVisible();
  await page.getByRole('button', { name: 'Turn the feed off' }).click();
  await page.getByRole('button', { name: 'Turn it off' }).click();
  await expect(page.getByRole('button', { name: 'Create an address' })).toBeVisible();
  expect((await request.get(address)).status()).toBe(404);
});

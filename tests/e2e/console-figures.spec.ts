import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { type ApiAccount, signUpByApi } from '../support/api-account.ts';
import { type AppProcess, startApp } from '../support/app-process.ts';
import { freePort } from '../support/free-port.ts';
import { expectAccessible } from './accessibility.ts';

type Launch = (environment?: Record<string, string>) => Promise<AppProcess>;

/** Rollups are written every ten seconds; a page is asked again as often. */
const SOON = { timeout: 40_000 };

/** Servers of a test's own, which end with it, also if it fails. */
const test = base.extend<{ launch: Launch; folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'duetide-data-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  // After the folder, so that they end before it is gone.
  launch: async ({ folder: _ }, use) => {
    const started: AppProcess[] = [];
    await use(async (environment) => {
      const app = await startApp(environment);
      started.push(app);
      return app;
    });
    for (const app of started) await app.stop();
  },
});

/** The first person of an installation is its operator. */
async function signInOperator(page: Page, app: AppProcess): Promise<ApiAccount> {
  const operator = await signUpByApi(app.url);
  await page.context().addCookies([{ ...operator.cookie, url: app.url }]);
  return operator;
}

test('without a history an operator still sees whether people are served, by this instance', async ({
  launch,
  page,
}) => {
  test.slow();
  const app = await launch({ HISTORY: 'off' });
  const operator = await signInOperator(page, app);
  for (let request = 0; request < 10; request += 1) await operator.call('GET', 'summary');
  await page.goto(`${app.url}/console`);
  const verdict = page.getByRole('region', { name: 'Are people being served?' });
  await expect(verdict).toContainText('People are being served.');
  await expect(verdict).toContainText(/100% of \d+ answers of this instance in the last minute/);
  await expect(page.getByText('HISTORY=off')).toBeVisible();
  await expect(page.getByText(/, process \d+, since .*by its own memory/)).toBeVisible();
  await expect(page.getByText('Nothing was recorded in this time.').first()).toBeVisible();
  await expect(page.locator('main')).not.toContainText('NaN');
  await expectAccessible(page);
  await page.goto(`${app.url}/console/instances`);
  await expect(page.getByRole('region', { name: 'Instances' })).toContainText('Serving');
});

test('a server that goes away is said to be away, and since when, and comes back by itself', async ({
  launch,
  folder,
  page,
}) => {
  test.slow();
  const same = { PORT: String(await freePort()), DATA_DIR: folder };
  const first = await launch(same);
  await signInOperator(page, first);
  await page.goto(`${first.url}/console`);
  const state = page
    .getByRole('status')
    .filter({ hasText: /^(Connecting|Live|Every 10 s|No answer)$/ });
  await expect(state).toHaveText('Live', { timeout: 30_000 });
  await first.stop();
  const notice = page.getByRole('alert').filter({ hasText: 'The server does not answer' });
  await expect(notice).toContainText(/heard of last on .*\d:\d\d/, { timeout: 20_000 });
  await expect(state).toHaveText('No answer');
  const verdict = page.getByRole('region', { name: 'Are people being served?' });
  await expect(verdict).toContainText('Nobody seems to be served');
  await expectAccessible(page);
  await launch(same);
  await expect(notice).toBeHidden({ timeout: 30_000 });
  await expect(verdict).toContainText('People are being served.', SOON);
});

test('all charts of a page are one file, and comparing is told in the table as well', async ({
  launch,
  page,
}) => {
  test.slow();
  const app = await launch();
  const operator = await signInOperator(page, app);
  for (let request = 0; request < 10; request += 1) await operator.call('GET', 'categories');
  await page.goto(`${app.url}/console/performance?range=15m&compare=true`);
  const changed = page.getByRole('radio', { name: 'What changed' });
  await expect(changed).toBeChecked(SOON);
  await expect(page.getByText('not there before').first()).toBeVisible();
  await expectAccessible(page);

  // By keyboard: the other view, its table, and back.
  await changed.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/[?&]heat=times/);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Times', exact: true })).toBeChecked(SOON);
  await page.getByRole('button', { name: 'More about Time to answer, by route' }).press('Enter');
  await page.keyboard.press('Enter');
  const table = page.getByRole('region', { name: 'Table: Time to answer, by route' });
  await expect(table.getByRole('columnheader', { name: /categories, before$/ })).toBeVisible();
  await expect(table.getByRole('columnheader', { name: /categories, change$/ })).toBeVisible();

  const saved = async (name: string) => {
    await page.getByRole('button', { name: 'Download this page' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name }).click();
    const file = await download;
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
  };
  const csv = await saved('All charts as CSV');
  expect(csv.name).toMatch(
    /^duetide-performance-\d{4}-\d\d-\d\dT\d{4}Z-\d{4}-\d\d-\d\dT\d{4}Z\.csv$/,
  );
  expect(csv.text).toMatch(/GET \/api\/v1\/categories,\S+Z,0\.\d+,[\d.]+ ms,,\r\n/);
  const json = JSON.parse((await saved('All charts as JSON')).text);
  expect(json.charts.map(({ title }: { title: string }) => title)).toEqual([
    'Time to answer, by route',
  ]);
  expect(json.address).toMatch(/\/console\/performance\?.*from=/);
});

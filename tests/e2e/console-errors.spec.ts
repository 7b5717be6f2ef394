import { expect, type Page } from '@playwright/test';
import { type ApiAccount, signUpByApi } from '../support/api-account.ts';
import { type AppProcess, startApp } from '../support/app-process.ts';
import { expectAccessible } from './accessibility.ts';
import { test as base } from './app-test.ts';

/** The first person of an installation is its operator, so this needs one of its own. */
const test = base.extend<Record<never, never>, { app: AppProcess; operator: ApiAccount }>({
  operator: [async ({ app }, use) => use(await signUpByApi(app.url)), { scope: 'worker' }],
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const app = await startApp({ METRICS_TOKEN: 'only-those-who-watch' });
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

async function signIn(page: Page, app: AppProcess, { cookie }: ApiAccount): Promise<void> {
  await page.context().addCookies([{ ...cookie, url: app.url }]);
}

/** Fails in the page as a fault of ours would: in the next task, with nobody to catch it. */
async function failInPage(page: Page, words: string): Promise<void> {
  await page.evaluate((message) => {
    setTimeout(() => {
      throw new RangeError(message);
    });
  }, words);
}

test('an error in a browser reaches the operator, who resolves it and takes that back', async ({
  app,
  operator,
  page,
}) => {
  await signIn(page, app, operator);
  await page.goto('/calendar');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const told = page.waitForResponse(
    (answer) => answer.url().endsWith('/telemetry') && answer.request().method() === 'POST',
  );
  await failInPage(page, 'Month 13 of https://duetide.example/reminder#SECRET is none');
  const [id] = (await (await told).json()).errors;
  expect(id).toMatch(/^[\da-f]{32}$/);
  await expect
    .poll(() => operator.call('GET', `operator/errors/${id}`).catch(() => null))
    .toMatchObject({ id });

  await page.goto('/console/errors');
  const row = page.getByRole('list', { name: 'Errors' }).getByRole('listitem');
  await expect(row).toContainText('RangeError');
  await expect(row).toContainText('1 time · 1 household');
  await expect(row).not.toContainText('SECRET');
  await expectAccessible(page);
  await row.getByRole('link', { name: 'RangeError' }).click();
  await expect(page).toHaveURL(`${app.url}/console/errors/${id}`);
  const section = page.getByRole('navigation', { name: 'Console' }).getByRole('link', {
    name: 'Errors',
  });
  await expect(section).toHaveAttribute('aria-current', 'page');
  await expect(page.getByText('/calendar')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Resolve' })).toBeVisible();

  await page.getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await page.getByRole('link', { name: 'All errors' }).click();
  await expect(page.getByText('No open errors')).toBeVisible();
  await expectAccessible(page);
  await page.locator('#main').getByText('Resolved', { exact: true }).click();
  await expect(row).toContainText('resolved');
});

test('an error of a page names the line that somebody wrote', async ({ app, operator, page }) => {
  await signIn(page, app, operator);
  await page.route('**/api/v1/calendar?*', async (route) => {
    const answer = await route.fetch();
    const days = [{ date: '2026-11-21', items: [null] }];
    await route.fulfill({ response: answer, json: { ...(await answer.json()), days } });
  });
  const told = page.waitForResponse(
    (answer) => answer.url().endsWith('/telemetry') && answer.request().method() === 'POST',
  );
  await page.goto('/calendar');
  const [id] = (await (await told).json()).errors;
  await expect(page.getByText(id.slice(0, 8))).toBeVisible();
  await expect
    .poll(() => operator.call('GET', `operator/errors/${id}`).catch(() => null))
    .toMatchObject({ place: 'web/features/calendar/month-figures.ts monthFigures' });

  await page.goto(`/console/errors/${id}`);
  const stack = page.getByRole('region', { name: 'Stack' });
  await expect(stack).toContainText(/MonthTotal\s*web\/features\/calendar\/month-total\.tsx:\d+/);
  const excerpt = stack.getByRole('group', { name: /month-figures\.ts:\d+$/ });
  await expect(excerpt.locator('[aria-current]')).toContainText("status !== 'skipped'");
  await expect(excerpt).toContainText('export function monthFigures');
  await expect(stack.getByText(/react-dom-client/).first()).toBeHidden();
  await stack.getByText(/^\d+ places in react-dom$/).click();
  await expect(stack.getByText(/react-dom-client/).first()).toBeVisible();
  await expectAccessible(page);
});

test('how fast pages are is counted when people leave them', async ({ app, operator, page }) => {
  await signIn(page, app, operator);
  const asked = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/telemetry'));
  await page.goto('/calendar');
  await asked;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.goto('about:blank');
  const headers = { authorization: 'Bearer only-those-who-watch' };
  await expect
    .poll(async () => (await fetch(`${app.url}/metrics`, { headers })).text())
    .toMatch(/duetide_web_vitals_seconds_count\{page="\/calendar",vital="TTFB"\} [1-9]/);
});

import { expect, type Page } from '@playwright/test';
import type { ApiAccount } from '../support/api-account.ts';
import { test } from './app-test.ts';

const COUNT = 5_000;
const FRAMES = 120;
/** On the processor, not by the clock: other tests run beside. A frame has 16 ms for everything. */
const SCRIPT_MS_A_FRAME = 8;

/** A household as large as nobody's, by the way that large ones come in. */
async function importMany(origin: string, account: ApiAccount): Promise<void> {
  const subscriptions = Array.from({ length: COUNT }, (_, at) => ({
    name: `Number ${String(at).padStart(4, '0')}`,
    cycle: { every: 1, unit: 'month' },
    anchor: `2025-0${(at % 9) + 1}-${String((at % 28) + 1).padStart(2, '0')}`,
    prices: [{ amount: `${(at % 50) + 1}.00`, currency: 'EUR' }],
  }));
  const file = JSON.stringify({ format: 'duetide', version: 1, subscriptions });
  const body = new FormData();
  body.append('file', new Blob([file], { type: 'application/json' }), 'household.json');
  const { name, value } = account.cookie;
  const answer = await fetch(`${origin}/api/v1/imports`, {
    method: 'POST',
    headers: { cookie: `${name}=${value}` },
    body,
  });
  expect(answer.status, 'the file was understood').toBeLessThan(300);
  const { id } = (await answer.json()) as { id: string };
  expect(await account.call('POST', `imports/${id}/commit`, {})).toMatchObject({ imported: COUNT });
}

async function scriptMilliseconds(page: Page, act: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1_000;
  };
  const before = await read();
  await act();
  return (await read()) - before;
}

test('a list of 5,000 scrolls without jank, is searched at once, and is walked by keyboard', async ({
  app,
  account,
  page,
}) => {
  test.slow();
  await importMany(app.url, account);
  await page.goto('/subscriptions?sort=name');
  await expect(page.getByText('5,000 subscriptions')).toBeVisible({ timeout: 60_000 });
  const rows = page.getByRole('row').filter({ has: page.getByRole('gridcell') });
  expect(await rows.count(), 'only those in sight exist').toBeLessThan(60);

  const spent = await scriptMilliseconds(page, () =>
    page.evaluate(async (frames) => {
      for (let frame = 0; frame < frames; frame += 1) {
        await new Promise(requestAnimationFrame);
        scrollBy(0, 300);
      }
    }, FRAMES),
  );
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(FRAMES * 299);
  await expect(page.getByText('Number 0500', { exact: true })).toBeInViewport();
  expect(spent / FRAMES, 'milliseconds of script a frame').toBeLessThan(SCRIPT_MS_A_FRAME);

  await page.getByRole('searchbox').fill('4999');
  await expect(rows).toHaveCount(1);
  await page.getByRole('searchbox').fill('');
  await expect(page.getByText('5,000 subscriptions')).toBeVisible();
  await rows.first().focus();
  await page.keyboard.press('End');
  await expect(rows.filter({ hasText: 'Number 4999' })).toBeFocused();
  await page.keyboard.press('Home');
  await expect(rows.filter({ hasText: 'Number 0000' })).toBeFocused();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('toolbar')).toContainText('5,000 selected');
});

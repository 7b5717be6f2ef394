import { expect } from '@playwright/test';
import { signUpByApi } from '../support/api-account.ts';
import { startApp } from '../support/app-process.ts';
import { expectAccessible } from './accessibility.ts';
import { test as appTest } from './app-test.ts';

const ADDRESS = '/api/v1/operator/mails';

/** A server of its own, whose first account is the operator. */
const test = appTest.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
  baseURL: async ({}, use) => {
    const app = await startApp();
    await use(app.url);
    await app.stop();
  },
});

test('the operator looks at every mail, wide and narrow, and what is shown may do nothing', async ({
  baseURL,
  context,
  page,
}) => {
  test.slow();
  const origin = baseURL ?? '';
  const operator = await signUpByApi(origin);
  await context.addCookies([{ ...operator.cookie, url: origin }]);
  await page.goto(ADDRESS);
  const mails = page.getByRole('navigation', { name: 'Mail', exact: true }).getByRole('link');
  const names = await mails.allInnerTexts();
  expect(names.length).toBeGreaterThan(8);
  await page.getByRole('link', { name: 'Deutsch' }).click();
  await page.getByRole('link', { name: 'Dark' }).click();
  await page.getByRole('link', { name: 'digest', exact: true }).click();
  for (const width of [360, 700]) {
    const frame = page.frameLocator(`iframe[width="${width}"]`);
    await expect(frame.getByRole('heading', { level: 1 })).toContainText('Erinnerungen');
    await expect(frame.locator('html')).toHaveAttribute('lang', 'de');
  }

  // axe puts a script into every frame and waits for it, and these run none.
  const withoutFrames = async () => {
    await page.evaluate(() => {
      for (const frame of document.querySelectorAll('iframe')) frame.remove();
    });
    await expectAccessible(page);
  };
  await withoutFrames();
  await page.setViewportSize({ width: 360, height: 740 });
  await withoutFrames();

  const plain = await context.newPage();
  await plain.setViewportSize({ width: 360, height: 740 });
  for (const name of names) {
    const theme = names.indexOf(name) % 2 === 0 ? 'dark' : 'light';
    const shown = await context.request.get(`${origin}${ADDRESS}/${name}?theme=${theme}`);
    await plain.setContent(await shown.text());
    await expectAccessible(plain);
    const overflow = await plain.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, name).toBe(0);
  }
});

import { expect, test } from '@playwright/test';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { todayIn } from '#shared/dates/time-zone.ts';
import type { Summary } from '#shared/schemas/insight-schemas.ts';
import { signUpByApi } from '../support/api-account.ts';
import { startApp } from '../support/app-process.ts';
import { eventually } from '../support/eventually.ts';
import { RATE_DAY, rateAnswer } from '../support/rate-answers.ts';
import { startRecordingServer } from '../support/recording-server.ts';
import { expectAccessible } from './accessibility.ts';
import { addSubscription } from './new-subscription.ts';

const today = todayIn('Europe/Berlin', Date.now());

test('fetched rates convert from the start, are shown with their age, and give way to one by hand', async ({
  context,
  page,
}) => {
  test.slow();
  const ofToday = (text: string) => text.replaceAll(RATE_DAY, addDays(today, -1));
  const provider = await startRecordingServer({
    answer: ({ path }, response) => {
      if (path.startsWith('/v1')) response.writeHead(503).end();
      else if (path.includes('daily'))
        response.end(ofToday(rateAnswer('ecb-daily.xml').toString()));
      else response.end(ofToday(rateAnswer('ecb-history.xml').toString()));
    },
  });
  const app = await startApp({
    RATE_PROVIDERS: `ecb=${provider.url},frankfurter=${provider.url}`,
    EGRESS_ALLOW: `127.0.0.1:${provider.port}`,
  });
  try {
    const account = await signUpByApi(app.url);
    await context.addCookies([{ ...account.cookie, url: app.url }]);
    await addSubscription(account, {
      name: 'Netflix',
      anchor: addDays(today, 3),
      prices: [{ amount: '11.59', currency: 'USD' }],
    });
    const monthlyCost = async () =>
      ((await account.call('GET', 'summary')) as Summary).monthlyCost.amount;
    await eventually('rates are fetched', 30_000, async () => (await monthlyCost()) === '10.00');

    await page.goto(`${app.url}/settings/rates`);
    const sources = page.getByRole('list', { name: 'Where rates come from' });
    await expect(sources.getByRole('link', { name: 'European Central Bank' })).toBeVisible();
    await expect(sources.getByText('failed last time')).toHaveCount(1);
    await expect(sources).toContainText('It answered with 503');
    const inUse = page.getByRole('list', { name: 'Rates in your totals' });
    await expect(inUse).toContainText('1 EUR = 1.1589 USD');
    await expect(page.getByText('No rates of your own')).toBeVisible();
    await page.getByText('All 29 currencies').click();
    await expect(page.getByRole('list', { name: 'All rates' })).toContainText('Swiss Franc');
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Add rate' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('1 USD in EUR').fill('0.5');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(inUse).toContainText('yours counts instead');
    expect(await monthlyCost()).toBe('5.80');
    await page.getByRole('button', { name: /^Delete rate of/ }).click();
    await expect(inUse.getByText('yours counts instead')).toBeHidden();
    expect(await monthlyCost()).toBe('10.00');
  } finally {
    await app.stop();
    await provider.stop();
  }
});

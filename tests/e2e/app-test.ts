import { test as base } from '@playwright/test';
import { type ApiAccount, signUpByApi } from '../support/api-account.ts';
import { type AppProcess, startApp } from '../support/app-process.ts';

/**
 * Playwright's `test` over a server of this worker's own. A test that asks for `account` starts
 * signed in, as a person and in a household that no other test has.
 */
export const test = base.extend<{ account: ApiAccount }, { app: AppProcess }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const app = await startApp();
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ app }, use) => use(app.url),
  account: async ({ app, context }, use) => {
    const account = await signUpByApi(app.url);
    await context.addCookies([{ ...account.cookie, url: app.url }]);
    await use(account);
  },
});

import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { signUpByApi } from '../support/api-account.ts';
import { startApp } from '../support/app-process.ts';
import { createPushBrowser, type PushBrowser } from '../support/push-browser.ts';
import { type RecordingServer, startRecordingServer } from '../support/recording-server.ts';
import { TEST_TLS } from '../support/test-egress.ts';
import { expectAccessible } from './accessibility.ts';
import { test as appTest } from './app-test.ts';
import {
  deliverPush,
  endpointOf,
  shownNotifications,
  standInForPushService,
  workerOf,
} from './push-stand-in.ts';

interface PushService {
  server: RecordingServer;
  browser: PushBrowser;
  /** Addresses that it has ended. */
  gone: Set<string>;
}

const AUTHORITY = join(import.meta.dirname, '../support/fixtures/certificates/authority.pem');

const test = appTest.extend<object, { push: PushService }>({
  push: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const gone = new Set<string>();
      const server = await startRecordingServer({
        tls: TEST_TLS,
        answer: ({ path }, response) => response.writeHead(gone.has(path) ? 410 : 201).end(),
      });
      await use({ server, browser: createPushBrowser(), gone });
      await server.stop();
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ push }, use) => {
      const app = await startApp({
        EGRESS_ALLOW: `127.0.0.1:${push.server.port}`,
        NODE_EXTRA_CA_CERTS: AUTHORITY,
      });
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

test.use({ serviceWorkers: 'allow' });

const SETTINGS = '/settings/notifications';
const row = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Chrome on ' });
const badge = (page: Page, text: string) => page.getByText(text, { exact: true });
const sendTest = (page: Page) => page.getByRole('button', { name: /^Send a test/ }).click();

/** What came for the address at which the browser is reached now, decrypted. */
async function lastMessage(page: Page, { server, browser }: PushService): Promise<unknown> {
  const endpoint = (await endpointOf(page)) ?? '';
  const request = server.requests.findLast(({ path }) => endpoint.endsWith(path));
  return request ? browser.read(request.bytes) : null;
}

async function turnOn(page: Page, { server, browser }: PushService): Promise<void> {
  const { p256dh, auth } = browser;
  await standInForPushService(page.context(), { url: server.url, p256dh, auth });
  await page.context().grantPermissions(['notifications']);
  await page.goto(SETTINGS);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(badge(page, 'On')).toBeVisible();
}

test('is turned on with a click, shows what is sent, and leads to the page that it is about', async ({
  account,
  page,
  push,
}) => {
  expect(account.email).toContain('@');
  const { p256dh, auth } = push.browser;
  await standInForPushService(page.context(), { url: push.server.url, p256dh, auth });
  await page.context().grantPermissions(['notifications']);
  await page.goto(SETTINGS);
  await expect(page.getByRole('button', { name: 'Turn on' })).toBeVisible();
  expect(await endpointOf(page), 'nothing happens unasked').toBeNull();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(badge(page, 'On')).toBeVisible();
  await expect(row(page)).toContainText('this one');
  await expectAccessible(page);

  await sendTest(page);
  await expect(page.getByRole('status')).toContainText(['It was taken']);
  const message = await lastMessage(page, push);
  expect(message).toMatchObject({ title: 'Duetide can reach you here', kind: 'test' });
  await deliverPush(page, message);
  await expect
    .poll(() => shownNotifications(page))
    .toMatchObject([{ title: 'Duetide can reach you here' }]);

  // The same once more, a second try, shows nothing twice.
  await deliverPush(page, message);
  const url = 'https://another.name/calendar';
  const actions = [{ label: 'Mark as paid', url: 'https://another.name/subscriptions?x=1' }];
  await deliverPush(page, { id: 'second', title: 'Netflix', body: 'tomorrow', url, actions });
  await expect.poll(() => shownNotifications(page)).toHaveLength(2);
  expect(await shownNotifications(page)).toContainEqual({
    title: 'Netflix',
    body: 'tomorrow',
    tag: 'second',
    actions: ['Mark as paid'],
  });

  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await click(page, 'second', '');
  await expect(page).toHaveURL(/\/calendar$/);
  await deliverPush(page, { id: 'second', title: 'Netflix', body: 'tomorrow', url, actions });
  await expect.poll(() => shownNotifications(page)).toHaveLength(2);
  await click(page, 'second', '0');
  await expect(page).toHaveURL(/\/subscriptions\?x=1$/);
  expect(page.context().pages()).toHaveLength(1);
});

/** As somebody does; only a real click lets a worker take the focus, so that is left out. */
async function click(page: Page, tag: string, action: string): Promise<void> {
  const worker = await workerOf(page);
  await worker.evaluate(
    async ([wanted, chosen]) => {
      const scope = globalThis as unknown as {
        registration: ServiceWorkerRegistration;
        NotificationEvent: new (type: string, init: object) => Event;
        WindowClient: { prototype: { focus(): Promise<void> } };
      };
      scope.WindowClient.prototype.focus = async () => {};
      const [notification] = await scope.registration.getNotifications({ tag: wanted ?? '' });
      const init = { notification, action: chosen };
      dispatchEvent(new scope.NotificationEvent('notificationclick', init));
    },
    [tag, action],
  );
}

test('opens a page of its own where no tab of the application is open', async ({
  account,
  page,
  push,
}) => {
  await turnOn(page, push);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(account.email).toContain('@');
  await deliverPush(page, { id: 'one', title: 'Netflix', url: '/calendar' });
  const worker = await workerOf(page);
  await worker.evaluate(() => {
    const scope = globalThis as unknown as { opened: string[]; clients: { openWindow: unknown } };
    scope.opened = [];
    scope.clients.openWindow = async (path: string) => void scope.opened.push(path);
  });
  await expect.poll(() => shownNotifications(page)).toHaveLength(1);
  await click(page, 'one', '');
  const opened = () =>
    worker.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  await expect.poll(opened).toEqual(['/calendar']);
  await expect(page).toHaveURL(/\/sign-in$/);
});

test('what the push service has ended is turned on again, and what was deleted comes back', async ({
  account,
  page,
  push,
}) => {
  await turnOn(page, push);
  const first = (await endpointOf(page)) ?? '';
  push.gone.add(new URL(first).pathname);
  await sendTest(page);
  await expect(badge(page, 'Interrupted')).toBeVisible();
  await expect(page.getByText('Notifications no longer reach this browser')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Turn on again' }).click();
  await expect(badge(page, 'On')).toBeVisible();
  expect(await endpointOf(page)).not.toBe(first);
  await sendTest(page);
  await expect(page.getByRole('status')).toContainText(['It was taken']);
  expect(await lastMessage(page, push)).toMatchObject({ kind: 'test' });

  await page.getByRole('button', { name: 'Turn off' }).click();
  await expect(page.getByRole('button', { name: 'Turn on' })).toBeVisible();
  await expect.poll(() => endpointOf(page)).toBeNull();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(badge(page, 'On')).toBeVisible();
  await sendTest(page);
  await expect(page.getByRole('status')).toContainText(['It was taken']);
  const { items } = (await account.call('GET', 'channels')) as { items: { kind: string }[] };
  expect(items.map(({ kind }) => kind)).toEqual(['web-push']);
});

test('pauses while nobody is signed in, and comes back with the person, and for nobody else', async ({
  account,
  app,
  page,
  push,
}) => {
  await turnOn(page, push);
  const first = await endpointOf(page);
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await endpointOf(page)).toBeNull();

  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect.poll(() => endpointOf(page), { timeout: 30_000 }).not.toBeNull();
  expect(await endpointOf(page)).not.toBe(first);
  await page.goto(SETTINGS);
  await expect(badge(page, 'On')).toBeVisible();
  await sendTest(page);
  await expect(page.getByRole('status')).toContainText(['It was taken']);

  // The session ended without signing out, and somebody else signs in.
  const other = await signUpByApi(app.url);
  await page.context().clearCookies();
  await page.context().addCookies([{ ...other.cookie, url: app.url }]);
  await page.goto('/');
  await expect.poll(() => endpointOf(page), { timeout: 30_000 }).toBeNull();
  await page.goto(SETTINGS);
  await expect(page.getByRole('button', { name: 'Turn on' })).toBeVisible();
});

test('the server hears of a subscription that the browser has replaced', async ({
  account,
  page,
  push,
}) => {
  await turnOn(page, push);
  const endpoint = `${push.server.url}/device/replaced-${account.email.slice(0, 8)}`;
  const worker = await workerOf(page);
  const { p256dh, auth } = push.browser;
  await worker.evaluate(
    (given) => {
      const newSubscription = {
        toJSON: () => ({
          endpoint: given.endpoint,
          keys: { p256dh: given.p256dh, auth: given.auth },
        }),
      };
      const event = new (
        globalThis as unknown as { ExtendableEvent: typeof Event }
      ).ExtendableEvent('pushsubscriptionchange');
      dispatchEvent(Object.assign(event, { newSubscription }));
    },
    { endpoint, p256dh, auth },
  );
  const path = new URL(endpoint).pathname;
  await expect(async () => {
    const [channel] = ((await account.call('GET', 'channels')) as { items: { id: string }[] })
      .items;
    await account.call('POST', `channels/${channel?.id}/test`);
    expect(push.server.requests.some((request) => request.path === path)).toBe(true);
  }).toPass();
});

test('says what is in the way, on a narrow screen as well', async ({
  account,
  browser,
  app,
  page,
  push,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const { p256dh, auth } = push.browser;
  await standInForPushService(page.context(), { url: push.server.url, p256dh, auth });
  await page.goto(SETTINGS);
  // Headless browsers say no for whoever is asked.
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByText('Notifications are blocked for this page')).toBeVisible();
  await expectAccessible(page);

  await page.context().grantPermissions(['notifications']);
  await expect(page.getByText('Notifications are blocked for this page')).toBeHidden();
  await page.evaluate(() => localStorage.setItem('no-push-service', 'yes'));
  await page.reload();
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByRole('alert')).toContainText('The browser could not be subscribed');
  await expectAccessible(page);
  expect(await account.call('GET', 'channels')).toMatchObject({ items: [] });

  const iphone = await browser.newContext({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
    viewport: { width: 360, height: 740 },
  });
  await iphone.addInitScript(() => {
    Reflect.deleteProperty(window, 'PushManager');
  });
  await iphone.addCookies([{ ...account.cookie, url: app.url }]);
  const phone = await iphone.newPage();
  await phone.goto(`${app.url}${SETTINGS}`);
  await expect(phone.getByText('Put Duetide on the home screen first')).toBeVisible();
  await expectAccessible(phone);
  await iphone.close();
});

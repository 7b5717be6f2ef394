import type { BrowserContext, Page, Worker } from '@playwright/test';

/** What the page needs to know of the push service that stands in for the browser's own. */
export interface StandInFacts {
  /** Under it each subscription has an address. */
  url: string;
  p256dh: string;
  auth: string;
}

/**
 * Browsers subscribe with a service of their maker, which no test reaches. What lies behind
 * `PushManager` is replaced; permission, service worker, messages and notifications are real.
 */
export async function standInForPushService(
  context: BrowserContext,
  facts: StandInFacts,
): Promise<void> {
  await context.addInitScript((given) => {
    const PLACE = 'stand-in-for-push';
    const kept = (): { endpoint: string; key: number[] } | null =>
      JSON.parse(localStorage.getItem(PLACE) ?? 'null');
    const wrap = ({ endpoint, key }: { endpoint: string; key: number[] }) => ({
      endpoint,
      options: { applicationServerKey: Uint8Array.from(key).buffer },
      toJSON: () => ({ endpoint, keys: { p256dh: given.p256dh, auth: given.auth } }),
      async unsubscribe() {
        localStorage.removeItem(PLACE);
        return true;
      },
    });
    const replacement = {
      async getSubscription() {
        const found = kept();
        return found && wrap(found);
      },
      async subscribe({ applicationServerKey }: { applicationServerKey: Uint8Array }) {
        if (localStorage.getItem('no-push-service')) {
          throw new DOMException('Registration failed - push service error', 'AbortError');
        }
        const found = kept() ?? {
          endpoint: `${given.url}/device/${crypto.randomUUID()}`,
          key: [...applicationServerKey],
        };
        localStorage.setItem(PLACE, JSON.stringify(found));
        return wrap(found);
      },
    };
    if ('PushManager' in window) Object.assign(PushManager.prototype, replacement);
  }, facts);
}

/** Where the page is reached now; null: it is not subscribed. */
export async function endpointOf(page: Page): Promise<string | null> {
  const kept = await page.evaluate(() => localStorage.getItem('stand-in-for-push'));
  return kept === null ? null : JSON.parse(kept).endpoint;
}

/** Hands a message to the service worker, as the browser does when one has come. */
export async function deliverPush(page: Page, message: unknown): Promise<void> {
  // A message to a worker that is not active yet is lost.
  await page.waitForFunction(async () => {
    const { active } = await navigator.serviceWorker.ready;
    return active?.state === 'activated';
  });
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const registration = registrations.find(({ isDeleted }) => !isDeleted);
      if (registration) resolve(registration.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId: await registered,
    data: JSON.stringify(message),
  });
}

export interface ShownNotification {
  title: string;
  body: string;
  tag: string;
  actions: string[];
}

export function shownNotifications(page: Page): Promise<ShownNotification[]> {
  return page.evaluate(async () => {
    const shown = await (await navigator.serviceWorker.ready).getNotifications();
    return shown.map((notification) => {
      const { title, body, tag } = notification;
      const { actions = [] } = notification as { actions?: { title: string }[] };
      return { title, body, tag, actions: actions.map((action) => action.title) };
    });
  });
}

/** The worker of the application, as soon as it runs. */
export async function workerOf(page: Page): Promise<Worker> {
  const context = page.context();
  return context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
}

import { WORKER_ADDRESS } from '#web/lib/worker-address.ts';
import type { BrowserSubscription, PushPort } from './push-port.ts';

/** The browser's own. */
export function createPushPort(): PushPort {
  return {
    permission: () => Notification.permission,
    ask: () => Notification.requestPermission(),
    async current() {
      const registration = await navigator.serviceWorker.getRegistration();
      const subscription = await registration?.pushManager.getSubscription();
      return subscription ? wrap(subscription) : null;
    },
    async subscribe(serverKey) {
      await navigator.serviceWorker.register(WORKER_ADDRESS);
      const { pushManager } = await navigator.serviceWorker.ready;
      return wrap(
        await pushManager.subscribe({
          userVisibleOnly: true,
          applicationServerKey: bytesOf(serverKey),
        }),
      );
    },
    alone: (run) => navigator.locks.request('duetide-push', run),
  };
}

function wrap(subscription: PushSubscription): BrowserSubscription {
  const { keys = {} } = subscription.toJSON();
  const key = subscription.options.applicationServerKey;
  return {
    endpoint: subscription.endpoint,
    serverKey: key && textOf(new Uint8Array(key)),
    p256dh: keys.p256dh ?? '',
    auth: keys.auth ?? '',
    async end() {
      await subscription.unsubscribe();
    },
  };
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function textOf(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

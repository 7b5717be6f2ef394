import type { ChannelView } from '#shared/schemas/channel-resource-schemas.ts';
import type { ApiClient } from '#web/lib/api-client.ts';
import { isApiError } from '#web/lib/api-error.ts';
import type { BrowserSubscription, PushPermission, PushPort } from './push-port.ts';
import type { PushRecords } from './push-record.ts';

export interface BrowserPushDeps {
  port: PushPort;
  records: PushRecords;
  api: ApiClient;
}

export interface PushState {
  permission: PushPermission;
  /** The person's channel that is this browser. */
  channelId: string | null;
  /** Whether the browser takes messages for them. */
  isSubscribed: boolean;
}

/**
 * This browser as a channel. It has one subscription, whoever uses it: that belongs to who is signed
 * in, ends when they sign out, and comes back when they sign in again.
 */
export function createBrowserPush({ port, records, api }: BrowserPushDeps) {
  async function subscribe(publicKey?: string): Promise<BrowserSubscription> {
    const key = publicKey ?? (await api('GET channels/push-key')).publicKey;
    const present = await port.current();
    // A subscription is tied to the key that it was made with.
    if (present && present.serverKey !== key) await present.end();
    return port.subscribe(key);
  }

  async function remember(userId: string, channelId: string, endpoint: string): Promise<void> {
    const { channels } = await records.read();
    await records.write({
      holder: userId,
      endpoint,
      channels: { ...channels, [userId]: channelId },
    });
  }

  async function forget(userId: string): Promise<void> {
    const { channels } = await records.read();
    const others = Object.entries(channels).filter(([id]) => id !== userId);
    await records.write({ holder: null, endpoint: null, channels: Object.fromEntries(others) });
  }

  async function leave(): Promise<void> {
    await records.write({ ...(await records.read()), holder: null, endpoint: null });
    await (await port.current())?.end();
  }

  /** Tells the server where the browser is reached now. A channel that is gone ends it. */
  async function tell(
    userId: string,
    channelId: string,
    subscription: BrowserSubscription,
  ): Promise<void> {
    try {
      const body = { settings: addressOf(subscription) };
      await api('PATCH channels/{id}', { params: { id: channelId }, body });
      await remember(userId, channelId, subscription.endpoint);
    } catch (error) {
      if (isApiError(error, 'not-found')) {
        await forget(userId);
        await subscription.end();
      }
      throw error;
    }
  }

  return {
    async state(userId: string): Promise<PushState> {
      const [record, subscription] = await Promise.all([records.read(), port.current()]);
      return {
        permission: port.permission(),
        channelId: record.channels[userId] ?? null,
        isSubscribed: subscription !== null && record.holder === userId,
      };
    },

    ask: port.ask,

    /** Makes a channel of this browser; permission was given. */
    turnOn: (userId: string, name: string): Promise<ChannelView> =>
      port.alone(async () => {
        const subscription = await subscribe();
        try {
          const settings = { kind: 'web-push' as const, ...addressOf(subscription) };
          const channel = await api('POST channels', { body: { name, settings } });
          await remember(userId, channel.id, subscription.endpoint);
          return channel;
        } catch (error) {
          await subscription.end();
          throw error;
        }
      }),

    /** Subscribes anew for a channel that is there: whatever went wrong, a new one is without it. */
    renew: (userId: string, channelId: string): Promise<void> =>
      port.alone(async () => {
        await (await port.current())?.end();
        await tell(userId, channelId, await subscribe());
      }),

    /** The channel was deleted. */
    turnOff: (userId: string): Promise<void> =>
      port.alone(async () => {
        await leave();
        await forget(userId);
      }),

    /** Nobody is signed in here any more: on a shared computer nothing of them is to appear. */
    pause: (): Promise<void> => port.alone(leave),

    /**
     * After somebody has opened the application: ends what belongs to another person, and mends what
     * has ended or changed for this one. Asks the server only where they have turned it on here.
     */
    keep: (userId: string): Promise<void> =>
      port.alone(async () => {
        const record = await records.read();
        const present = await port.current();
        const isOthers = present !== null && record.holder !== userId;
        if (isOthers) await leave();
        const channelId = record.channels[userId];
        if (channelId === undefined || port.permission() !== 'granted') return;
        const { publicKey } = await api('GET channels/push-key');
        const isWell =
          present !== null &&
          !isOthers &&
          present.serverKey === publicKey &&
          present.endpoint === record.endpoint;
        if (!isWell) await tell(userId, channelId, await subscribe(publicKey));
      }),
  };
}

function addressOf({ endpoint, p256dh, auth }: BrowserSubscription) {
  return { endpoint, p256dh, auth };
}

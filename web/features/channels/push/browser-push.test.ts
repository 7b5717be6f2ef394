import { describe, expect, it } from 'vitest';
import type { ApiClient } from '#web/lib/api-client.ts';
import { ApiError } from '#web/lib/api-error.ts';
import { createBrowserPush } from './browser-push.ts';
import type { BrowserSubscription, PushPermission, PushPort } from './push-port.ts';
import type { PushRecord, PushRecords } from './push-record.ts';

/** A browser with one subscription, and a server that keeps channels: both as far as this asks them. */
function open() {
  let made = 0;
  let subscription: BrowserSubscription | null = null;
  let record: PushRecord = { holder: null, endpoint: null, channels: {} };
  const world = {
    permission: 'granted' as PushPermission,
    serverKey: 'key-1',
    /** Endpoint of each channel. */
    channels: new Map<string, string>(),
    asked: [] as string[],
    failure: null as Error | null,
    endpoint: () => subscription?.endpoint ?? null,
    record: () => record,
    end: () => subscription?.end(),
  };
  const port: PushPort = {
    permission: () => world.permission,
    ask: async () => world.permission,
    current: async () => subscription,
    async subscribe(serverKey) {
      if (subscription && subscription.serverKey !== serverKey)
        throw new Error('InvalidStateError');
      made += 1;
      subscription ??= {
        endpoint: `https://push.example/${made}`,
        serverKey,
        p256dh: 'p',
        auth: 'a',
        async end() {
          subscription = null;
        },
      };
      return subscription;
    },
    alone: (run) => run(),
  };
  const records: PushRecords = {
    read: async () => record,
    async write(next) {
      record = next;
    },
  };
  const api = (async (endpoint: string, options: { params?: { id: string }; body?: unknown }) => {
    world.asked.push(endpoint);
    if (world.failure) throw world.failure;
    if (endpoint === 'GET channels/push-key') return { publicKey: world.serverKey };
    const { settings } = options.body as { settings: { endpoint: string } };
    const id = options.params?.id ?? `channel-${world.channels.size + 1}`;
    if (endpoint === 'PATCH channels/{id}' && !world.channels.has(id)) {
      throw new ApiError('not-found', { status: 404 });
    }
    world.channels.set(id, settings.endpoint);
    return { id };
  }) as unknown as ApiClient;
  return { world, push: createBrowserPush({ port, records, api }) };
}

describe('this browser as a channel', () => {
  it('is one after somebody turned it on, and none after they turned it off', async () => {
    const { world, push } = open();
    expect(await push.state('ada')).toMatchObject({ channelId: null, isSubscribed: false });
    const { id } = await push.turnOn('ada', 'Firefox on Linux');
    expect(await push.state('ada')).toMatchObject({ channelId: id, isSubscribed: true });
    expect(world.channels.get(id)).toBe(world.endpoint());
    await push.turnOff('ada');
    expect(await push.state('ada')).toMatchObject({ channelId: null, isSubscribed: false });
    expect(world.endpoint()).toBeNull();
  });

  it('stays unsubscribed where the server takes no channel', async () => {
    const { world, push } = open();
    world.failure = new ApiError('conflict', { status: 409 });
    await expect(push.turnOn('ada', 'Firefox')).rejects.toThrow();
    expect(world.endpoint()).toBeNull();
    expect(world.record().channels).toEqual({});
  });

  it('costs nothing where nobody turned it on, or where all is well', async () => {
    const { world, push } = open();
    await push.keep('ada');
    expect(world.asked).toEqual([]);
    await push.turnOn('ada', 'Firefox');
    world.asked.length = 0;
    await push.keep('ada');
    expect(world.asked).toEqual(['GET channels/push-key']);
    world.permission = 'denied';
    await push.keep('ada');
    expect(world.asked).toHaveLength(1);
  });

  it('pauses when somebody signs out, and comes back with them', async () => {
    const { world, push } = open();
    const { id } = await push.turnOn('ada', 'Firefox');
    const first = world.endpoint();
    await push.pause();
    expect(world.endpoint()).toBeNull();
    expect(await push.state('ada')).toMatchObject({ channelId: id, isSubscribed: false });
    await push.keep('ada');
    expect(await push.state('ada')).toMatchObject({ channelId: id, isSubscribed: true });
    expect(world.endpoint()).not.toBe(first);
    expect(world.channels.get(id)).toBe(world.endpoint());
  });

  it('shows nothing of one person to the next', async () => {
    const { world, push } = open();
    const { id } = await push.turnOn('ada', 'Firefox');
    await push.keep('bob');
    expect(world.endpoint()).toBeNull();
    const other = await push.turnOn('bob', 'Firefox');
    await push.keep('ada');
    expect(world.channels.get(id)).toBe(world.endpoint());
    expect(world.channels.get(other.id)).not.toBe(world.endpoint());
    expect(await push.state('bob')).toMatchObject({ channelId: other.id, isSubscribed: false });
  });

  const breakages: [string, (world: ReturnType<typeof open>['world']) => Promise<void>][] = [
    ['the browser ended it', async (world) => world.end()],
    [
      'the server has another key',
      async (world) => {
        world.serverKey = 'key-2';
      },
    ],
  ];
  it.each(breakages)('is mended with the next visit where %s', async (_name, breakIt) => {
    const { world, push } = open();
    const { id } = await push.turnOn('ada', 'Firefox');
    const before = world.channels.get(id);
    await breakIt(world);
    await push.keep('ada');
    expect(world.channels.get(id)).not.toBe(before);
    expect(world.channels.get(id)).toBe(world.endpoint());
  });

  it('tells the server where the worker could not: the address is another than it knows', async () => {
    const { world, push } = open();
    const { id } = await push.turnOn('ada', 'Firefox');
    world.channels.set(id, 'https://push.example/old');
    Object.assign(world.record(), { endpoint: 'https://push.example/old' });
    const present = world.endpoint();
    await push.keep('ada');
    expect(world.channels.get(id)).toBe(present);
  });

  it('ends where its channel was deleted elsewhere', async () => {
    const { world, push } = open();
    const { id } = await push.turnOn('ada', 'Firefox');
    await push.pause();
    world.channels.delete(id);
    await expect(push.keep('ada')).rejects.toThrow();
    expect(world.endpoint()).toBeNull();
    expect(await push.state('ada')).toMatchObject({ channelId: null });
    world.asked.length = 0;
    await push.keep('ada');
    expect(world.asked).toEqual([]);
  });

  it('is subscribed anew for a channel that the service has ended', async () => {
    const { world, push } = open();
    const { id } = await push.turnOn('ada', 'Firefox');
    const before = world.endpoint();
    await push.renew('ada', id);
    expect(world.endpoint()).not.toBe(before);
    expect(world.channels.get(id)).toBe(world.endpoint());
  });
});

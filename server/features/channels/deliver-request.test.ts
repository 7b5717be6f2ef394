import { describe, expect, it } from 'vitest';
import { type Egress, EgressFailed, EgressRefused } from '#server/adapters/egress/egress.ts';
import { createChannels } from '#server/adapters/notifications/channels.ts';
import { newVapidKeys } from '#server/adapters/notifications/vapid.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import type { ChannelSettings } from '#shared/schemas/channel-schemas.ts';
import { exampleMessage } from '#tests/support/channel-delivery.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { deliverRequest, isServiceFailure } from './deliver-request.ts';
import { createServiceCircuits } from './service-circuits.ts';

const TELEGRAM: ChannelSettings = {
  kind: 'telegram',
  token: '123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11',
  chatId: '42',
};
const NTFY: ChannelSettings = { kind: 'ntfy', server: 'https://ntfy.example', topic: 'tide' };

type Reply = number | Error;

/** Services that answer as they are told, one answer after the other, and then the last again. */
function rig(...replies: Reply[]) {
  let asked = 0;
  const egress: Egress = {
    async request({ url }) {
      const reply = replies[Math.min(asked, replies.length - 1)] ?? 200;
      asked += 1;
      if (typeof reply !== 'number') throw reply;
      return { status: reply, headers: new Map(), body: Buffer.from('said'), url };
    },
    checkHost: () => Promise.reject(new Error('not asked')),
  };
  const deps = {
    egress,
    clock: createSetClock('2026-11-20T12:00:00.000Z'),
    channels: createChannels({
      keys: newVapidKeys(),
      subject: 'mailto:operator@example.com',
      random: (bytes) => new Uint8Array(bytes),
    }),
    circuits: createServiceCircuits({
      open: (name) => createCircuitBreaker({ name, isFailure: isServiceFailure }),
    }),
  };
  return {
    send: (settings = TELEGRAM) => deliverRequest(deps, settings, exampleMessage),
    asked: () => asked,
  };
}

describe('what failed of the service itself', () => {
  it.each<[string, Reply]>([
    ['is that it answers 503', 503],
    ['is that no connection can be made', new EgressFailed('connection')],
    ['is that it takes too long', new EgressFailed('time-out')],
  ])('%s: after five times nobody waits for it', async (_, reply) => {
    const { send, asked } = rig(reply);
    for (let times = 0; times < 5; times += 1)
      expect(await send()).toMatchObject({ kind: 'retry' });
    expect(await send()).toEqual({
      kind: 'retry',
      after: 1,
      words: 'The last tries failed, so that this one waits',
      isReached: false,
    });
    expect(asked()).toBe(5);
    expect(await send(NTFY)).toMatchObject({ kind: 'retry' });
    expect(asked()).toBe(6);
  });
});

describe('what is of one member, or of ourselves', () => {
  it.each<[string, Reply]>([
    ['a wrong token', 401],
    ['a chat that is gone', 404],
    ['too many messages', 429],
    ['an address that is closed', new EgressRefused('private')],
    ['our own queue', new EgressFailed('busy')],
  ])('keeps nobody else from the service: %s', async (_, reply) => {
    const { send, asked } = rig(...Array.from({ length: 30 }, () => reply), 200);
    for (let times = 0; times < 30; times += 1) await send();
    expect(await send()).toEqual({ kind: 'delivered' });
    expect(asked()).toBe(31);
  });
});

it('says whether anybody answered', async () => {
  expect(await rig(500).send()).toMatchObject({ kind: 'retry', isReached: true, words: 'said' });
  expect(await rig(new EgressFailed('name-not-found')).send()).toEqual({
    kind: 'retry',
    after: null,
    words: 'There is no host of this name',
    isReached: false,
  });
  expect(await rig(new EgressRefused('metadata')).send()).toEqual({
    kind: 'refused',
    isGone: false,
    words: 'This address belongs to the inside of a cloud',
  });
});

it('passes on what nobody foresaw', async () => {
  await expect(rig(new TypeError('a bug')).send()).rejects.toThrow('a bug');
});

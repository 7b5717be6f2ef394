import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Egress, EgressResponse } from '#server/adapters/egress/egress.ts';
import type { Mail } from '#server/adapters/mail/mail.ts';
import { createSmtpMail } from '#server/adapters/mail/smtp-mail.ts';
import { createChannels } from '#server/adapters/notifications/channels.ts';
import { newVapidKeys } from '#server/adapters/notifications/vapid.ts';
import type { Store } from '#server/adapters/store/store.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import { writeExposition } from '#server/observability/metrics/exposition.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { createSecretBox, type SecretBox } from '#server/secrets/secret-box.ts';
import { AppError } from '#shared/app-error.ts';
import type { NewChannel } from '#shared/schemas/channel-resource-schemas.ts';
import { NOTICE_KINDS } from '#shared/schemas/channel-resource-schemas.ts';
import { exampleMessage } from '#tests/support/channel-delivery.ts';
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import { sampleHousehold, sampleId, sampleUser } from '#tests/support/sample-records.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { createChannelSender } from './channel-sender.ts';
import { createChannelService } from './channel-service.ts';
import { isServiceFailure } from './deliver-request.ts';
import { createMessageTally } from './message-metrics.ts';
import { createServiceCircuits } from './service-circuits.ts';

const OWNER = { householdId: sampleHousehold().id, userId: sampleUser().id };
const ID = sampleId(600);
const GOTIFY: NewChannel = {
  name: 'Home',
  settings: { kind: 'gotify', server: 'https://gotify.example', token: 'the-token' },
};
const MAIL: NewChannel = { name: 'Inbox', settings: { kind: 'mail' } };

let store: Store;
beforeEach(async () => {
  store = await openMemoryStore();
  await store.users.insert(sampleUser());
  await store.households.insert(sampleHousehold());
  await store.households.addMember({
    ...OWNER,
    role: 'viewer',
    createdAt: '2026-01-01T00:00:00.000Z',
  });
});
afterEach(() => store.close());

const clock = createSetClock('2026-11-20T12:00:00.000Z');
const OLD_KEY = 'only for tests, and only for tests';
const secrets = createSecretBox(OLD_KEY);

function open({
  answer = async () => 200,
  mail = null,
  box = secrets,
}: {
  answer?: () => Promise<number>;
  mail?: Mail | null;
  box?: SecretBox;
} = {}) {
  const egress: Egress = {
    request: async ({ url }): Promise<EgressResponse> => ({
      status: await answer(),
      headers: new Map(),
      body: Buffer.from('{"errorDescription":"no such token"}'),
      url,
    }),
    checkHost: () => Promise.reject(new Error('not asked')),
  };
  const metrics = createMetrics();
  const sender = createChannelSender({
    store: store.channels,
    secrets: box,
    egress,
    clock,
    mail,
    channels: createChannels({
      keys: newVapidKeys(),
      subject: 'mailto:operator@example.com',
      random: (bytes) => new Uint8Array(bytes),
    }),
    circuits: createServiceCircuits({
      open: (name) => createCircuitBreaker({ name, isFailure: isServiceFailure }),
    }),
    publicUrl: () => 'https://duetide.example',
    addressOf: async (userId) => (await store.users.find(userId))?.email ?? null,
    count: createMessageTally(metrics),
  });
  return {
    channels: createChannelService({ channels: store.channels, secrets, clock }),
    send: () => sender.send(OWNER, ID, exampleMessage),
    counted: () => readPrometheusText(writeExposition(metrics.families())).series,
  };
}

it('every message is counted by its kind and what became of it, from 0 on', async () => {
  let status = 401;
  const { channels, send, counted } = open({ answer: async () => status });
  const counts = () =>
    ['sent', 'refused', 'failed'].map((outcome) =>
      counted().get(`duetide_messages_total{kind="gotify",outcome="${outcome}"}`),
    );
  expect(counts()).toEqual([0, 0, 0]);
  for (const kind of NOTICE_KINDS) {
    expect(counted().get(`duetide_messages_total{kind="${kind}",outcome="sent"}`)).toBe(0);
  }
  await channels.create(OWNER, ID, GOTIFY);
  for (status of [401, 200, 200, 503]) await send();
  expect(counts()).toEqual([2, 1, 1]);
});

describe('a refusal for good', () => {
  it('is noted once, and forgotten with the next delivery', async () => {
    let status = 401;
    const { channels, send } = open({ answer: async () => status });
    await channels.create(OWNER, ID, GOTIFY);
    expect(await send()).toMatchObject({ kind: 'refused' });
    const noted = await channels.get(OWNER, ID);
    expect(noted).toMatchObject({ version: 2, fault: { words: 'no such token' } });
    await send();
    expect(await channels.get(OWNER, ID)).toEqual(noted);
    status = 200;
    await send();
    expect(await channels.get(OWNER, ID)).toMatchObject({ version: 3, fault: null });
  });

  it('is not noted at settings that were entered while the message was on its way', async () => {
    const { channels, send } = open({
      async answer() {
        const settings = { token: 'another-token' };
        await channels.patch(OWNER, { id: ID, expected: undefined }, { settings });
        return 401;
      },
    });
    await channels.create(OWNER, ID, GOTIFY);
    expect(await send()).toMatchObject({ kind: 'refused' });
    expect((await channels.get(OWNER, ID)).fault).toBeNull();
  });

  it('is forgotten with the settings that were refused', async () => {
    const { channels, send } = open({ answer: async () => 401 });
    await channels.create(OWNER, ID, GOTIFY);
    await send();
    const target = { id: ID, expected: undefined };
    expect((await channels.patch(OWNER, target, { name: 'x' })).fault).not.toBeNull();
    const changed = await channels.patch(OWNER, target, { settings: { token: 'another' } });
    expect(changed.fault).toBeNull();
  });
});

it('seals anew what a former key sealed, so that it can be forgotten', async () => {
  const before = open();
  await before.channels.create(OWNER, ID, GOTIFY);
  const newKey = 'another key, also only for tests…';
  const after = open({ box: createSecretBox(newKey, [OLD_KEY]) });
  expect(await after.send()).toEqual({ kind: 'delivered' });
  const alone = open({ box: createSecretBox(newKey) });
  expect(await alone.send()).toEqual({ kind: 'delivered' });
  expect(await alone.channels.get(OWNER, ID)).toMatchObject({ version: 2, fault: null });
  expect(await before.send()).toMatchObject({ kind: 'refused' });
});

it('says what was delivered also where that cannot be noted', async () => {
  let status = 401;
  const { channels, send } = open({ answer: async () => status });
  await channels.create(OWNER, ID, GOTIFY);
  await send();
  status = 200;
  const { replace } = store.channels;
  store.channels.replace = () => Promise.reject(new AppError('unavailable'));
  expect(await send()).toEqual({ kind: 'delivered' });
  store.channels.replace = replace;
  expect((await channels.get(OWNER, ID)).fault).not.toBeNull();
});

describe('nothing is sent', () => {
  it('to a channel that is gone, or was never there', async () => {
    const { channels, send } = open({ answer: () => Promise.reject(new Error('was asked')) });
    expect(await send()).toMatchObject({ kind: 'refused', isGone: true });
    await channels.create(OWNER, ID, GOTIFY);
    await channels.remove(OWNER, { id: ID, expected: undefined });
    expect(await send()).toMatchObject({ kind: 'refused', isGone: true });
  });

  it('by mail where there is no mail server, and that is said', async () => {
    const { channels, send } = open();
    await channels.create(OWNER, ID, MAIL);
    const outcome = await send();
    expect(outcome).toMatchObject({ kind: 'refused', isGone: false });
    expect(outcome).toMatchObject({ words: expect.stringContaining('SMTP_URL') });
  });
});

describe('over a real mail server', () => {
  let server: MailServer;
  let mail: Mail;
  const begin = async (options = {}) => {
    server = await startMailServer(options);
    mail = createSmtpMail({ url: server.url, from: 'Duetide <duetide@example.com>' });
  };
  afterEach(async () => {
    await mail.close();
    await server.stop();
  });

  it('a message goes to the address of the account', async () => {
    await begin();
    const { channels, send } = open({ mail });
    await channels.create(OWNER, ID, MAIL);
    expect(await send()).toEqual({ kind: 'delivered' });
    expect(server.received.map(({ recipients }) => recipients)).toEqual([['ada@example.com']]);
    expect(server.received[0]?.source).toContain('multipart/alternative');
  });

  it('a refusal is told in the server’s words, and noted', async () => {
    await begin({
      onRcptTo: (_address: unknown, _session: unknown, done: (error: Error) => void) =>
        done(Object.assign(new Error('no such user here'), { responseCode: 550 })),
    });
    const { channels, send } = open({ mail });
    await channels.create(OWNER, ID, MAIL);
    expect(await send()).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('no such user here'),
    });
    expect((await channels.get(OWNER, ID)).fault).not.toBeNull();
  });
});

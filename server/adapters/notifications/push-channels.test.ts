import { describe, expect, it } from 'vitest';
import {
  DELIVERY_TIME,
  deliver,
  exampleMessage,
  messageWithActions,
} from '#tests/support/channel-delivery.ts';
import { appriseChannel } from './apprise-channel.ts';
import { gotifyChannel } from './gotify-channel.ts';
import { ntfyChannel } from './ntfy-channel.ts';
import { createPushoverChannel } from './pushover-channel.ts';

const quiet = {
  id: '1',
  kind: 'charge',
  locale: 'en',
  title: 'Netflix',
  body: '',
  priority: 'low',
} as const;

describe('ntfy', () => {
  const toNtfy = (account: object) => (origin: string) => ({
    channel: ntfyChannel,
    settings: { kind: 'ntfy' as const, server: origin, topic: 'duetide', ...account },
  });

  it('gets a message for its topic', async () => {
    const { request, json, outcome } = await deliver(toNtfy({}), {
      status: 200,
      body: { id: 'x', event: 'message' },
    });
    expect([request.method, request.path]).toEqual(['POST', '/']);
    expect(request.headers.authorization).toBeUndefined();
    expect(json).toEqual({
      topic: 'duetide',
      title: exampleMessage.title,
      message: exampleMessage.body,
      priority: 4,
      click: exampleMessage.url,
    });
    expect(outcome).toEqual({ kind: 'delivered' });
  });

  it('gets buttons, as many as it takes', async () => {
    const [paid, later] = messageWithActions.actions ?? [];
    const actions = [paid, later, paid, later].flatMap((action) => action ?? []);
    const { json } = await deliver(toNtfy({}), { status: 200 }, { ...exampleMessage, actions });
    expect(json.actions).toEqual(
      [paid, later, paid].map((action) => ({ action: 'view', ...action })),
    );
  });

  it('is told who sends, by a token or by name and password', async () => {
    const byToken = await deliver(toNtfy({ token: 'tk_secret' }), { status: 200 });
    expect(byToken.request.headers.authorization).toBe('Bearer tk_secret');
    const byName = await deliver(toNtfy({ username: 'ada', password: 'päss' }), { status: 200 });
    expect(byName.request.headers.authorization).toBe(
      `Basic ${Buffer.from('ada:päss').toString('base64')}`,
    );
  });

  it('gets no message that it would turn into a file', async () => {
    const long = { ...exampleMessage, body: 'ß🎉'.repeat(2_000) };
    const { json } = await deliver(toNtfy({}), { status: 200 }, long);
    const message = String(json.message);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4_096);
    expect(Buffer.byteLength(message)).toBeGreaterThan(4_085);
    expect(message).toMatch(/^(ß🎉)+ß?…$/u);
  });

  it.each([
    [401, { code: 40101, http: 401, error: 'unauthorized' }, { kind: 'refused', isGone: false }],
    [403, { code: 40301, http: 403, error: 'forbidden' }, { kind: 'refused', isGone: false }],
    [
      429,
      { code: 42901, http: 429, error: 'limit reached: too many requests' },
      { kind: 'retry', after: null },
    ],
    [507, { code: 50701, http: 507, error: 'cannot publish' }, { kind: 'retry', after: null }],
  ])('reads %i', async (status, body, expected) => {
    const { outcome } = await deliver(toNtfy({}), { status, body });
    expect(outcome).toEqual({ ...expected, words: body.error });
  });
});

describe('Gotify', () => {
  const toGotify = (origin: string) => ({
    channel: gotifyChannel,
    settings: { kind: 'gotify' as const, server: `${origin}/push/`, token: 'AbCdEf' },
  });

  it('gets a message, also below a path', async () => {
    const { request, json, outcome } = await deliver(toGotify, { status: 200, body: { id: 1 } });
    expect([request.method, request.path]).toEqual(['POST', '/push/message']);
    expect(request.headers['x-gotify-key']).toBe('AbCdEf');
    expect(json).toEqual({
      title: exampleMessage.title,
      message: exampleMessage.body,
      priority: 8,
      extras: {
        'client::display': { contentType: 'text/plain' },
        'client::notification': { click: { url: exampleMessage.url } },
      },
    });
    expect(outcome).toEqual({ kind: 'delivered' });
  });

  it('needs no address, and can be quiet', async () => {
    const { json } = await deliver(toGotify, { status: 200 }, quiet);
    expect(json.priority).toBe(2);
    expect(json.extras).toEqual({ 'client::display': { contentType: 'text/plain' } });
  });

  it('gets links, as Markdown in which the text stays as it is', async () => {
    const message = { ...messageWithActions, body: 'AT&amp;T *new*\n# 1\n\n<b>' };
    const { json } = await deliver(toGotify, { status: 200 }, message);
    expect(json.extras).toMatchObject({ 'client::display': { contentType: 'text/markdown' } });
    expect(json.message).toBe(
      `${String.raw`AT&amp;amp;T \*new\*`}\\\n${String.raw`\# 1`}\n\n${String.raw`\<b\>`}\n\n` +
        '[Als bezahlt vermerken](https://duetide.example/reminder/abc_1-x) · ' +
        String.raw`[Später \*noch\* einmal](https://duetide.example/reminder/d%29e|f?a=1&b=2)`,
    );
  });

  it('says what is wrong', async () => {
    const errorDescription = 'you need to provide a valid access token or user credentials';
    const body = { error: 'Unauthorized', errorCode: 401, errorDescription };
    const { outcome } = await deliver(toGotify, { status: 401, body });
    expect(outcome).toEqual({ kind: 'refused', isGone: false, words: errorDescription });
  });
});

describe('Pushover', () => {
  const [token, user] = ['a'.repeat(30), 'u'.repeat(30)];
  const toPushover = (origin: string) => ({
    channel: createPushoverChannel({ origin }),
    settings: { kind: 'pushover' as const, token, user, device: 'phone' },
  });

  it('gets a message', async () => {
    const { request, json, outcome } = await deliver(toPushover, {
      status: 200,
      body: { status: 1, request: 'x' },
    });
    expect([request.method, request.path]).toEqual(['POST', '/1/messages.json']);
    expect(json).toEqual({
      token,
      user,
      device: 'phone',
      title: exampleMessage.title,
      message: exampleMessage.body,
      url: exampleMessage.url,
      priority: 1,
    });
    expect(outcome).toEqual({ kind: 'delivered' });
  });

  it('gets what it takes: a text that is there, and no half of an address', async () => {
    const empty = await deliver(toPushover, { status: 200 }, quiet);
    expect(empty.json).toMatchObject({ message: 'Netflix', priority: -1 });
    const url = `https://duetide.example/${'x'.repeat(600)}`;
    const long = { ...exampleMessage, url, title: 't'.repeat(400), body: 'b'.repeat(2_000) };
    const { json } = await deliver(toPushover, { status: 200 }, long);
    expect([String(json.title).length, String(json.message).length]).toEqual([250, 1_024]);
    expect(json).not.toHaveProperty('url');
  });

  it('gets the addresses of what can be done, whole or not at all', async () => {
    const { json } = await deliver(
      toPushover,
      { status: 200 },
      { ...messageWithActions, body: 'b'.repeat(2_000) },
    );
    expect(String(json.message)).toHaveLength(1_024);
    expect(json.message).toMatch(/b…\n\nAls bezahlt vermerken: https:\S+\nSpäter .+&b=2$/);
    const far = [{ label: 'Far', url: `https://duetide.example/${'x'.repeat(900)}` }];
    const without = await deliver(toPushover, { status: 200 }, { ...exampleMessage, actions: far });
    expect(without.json.message).toBe(exampleMessage.body);
  });

  it('waits for the next month where this one is used up', async () => {
    const reset = DELIVERY_TIME / 1_000 + 3_600;
    const { outcome } = await deliver(toPushover, {
      status: 429,
      headers: { 'x-limit-app-limit': '10000', 'x-limit-app-reset': String(reset) },
      body: { status: 0, errors: ['application is over its quota'] },
    });
    expect(outcome).toEqual({
      kind: 'retry',
      after: 3_600,
      words: 'application is over its quota',
    });
  });

  it('says everything that is wrong', async () => {
    const errors = ['user identifier is invalid', 'device is invalid'];
    const body = { user: 'invalid', errors, status: 0, request: 'x' };
    const { outcome } = await deliver(toPushover, { status: 400, body });
    expect(outcome).toEqual({ kind: 'refused', isGone: false, words: errors.join(', ') });
  });
});

describe('Apprise', () => {
  const toApprise = (origin: string) => ({
    channel: appriseChannel,
    settings: { kind: 'apprise' as const, server: origin, key: 'my_key', tag: 'family' },
  });

  it('gets a notification for its key', async () => {
    const { request, json, outcome } = await deliver(toApprise, { status: 200, body: {} });
    expect([request.method, request.path]).toEqual(['POST', '/notify/my_key']);
    expect(json).toEqual({
      title: exampleMessage.title,
      body: `${exampleMessage.body}\n\n${exampleMessage.url}`,
      type: 'warning',
      format: 'text',
      tag: 'family',
    });
    expect(outcome).toEqual({ kind: 'delivered' });
  });

  it('gets the addresses of what can be done', async () => {
    const { json } = await deliver(toApprise, { status: 200, body: {} }, messageWithActions);
    expect(json.body).toBe(
      `${exampleMessage.body}\n\n` +
        'Als bezahlt vermerken: https://duetide.example/reminder/abc_1-x\n' +
        'Später *noch* einmal: https://duetide.example/reminder/d)e|f?a=1&b=2\n\n' +
        `${exampleMessage.url}`,
    );
  });

  it('is never sent an empty text, which it refuses', async () => {
    const { json } = await deliver(toApprise, { status: 200 }, quiet);
    expect(json).toMatchObject({ body: 'Netflix', type: 'info' });
  });

  it.each([
    [204, '', 'refused', 'Nothing is configured under this key'],
    [424, { error: 'One or more could not be sent' }, 'refused', 'One or more could not be sent'],
    [424, '', 'refused', 'At least one service could not be told'],
    [400, { error: 'Invalid payload' }, 'refused', 'Invalid payload'],
    [500, '', 'retry', 'HTTP 500'],
  ])('reads %i', async (status, body, kind, words) => {
    const { outcome } = await deliver(toApprise, { status, body });
    expect(outcome).toMatchObject({ kind, words });
  });
});

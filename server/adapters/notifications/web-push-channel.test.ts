import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { channelSettingsSchema } from '#shared/schemas/channel-schemas.ts';
import {
  DELIVERY_TIME,
  deliver,
  exampleMessage,
  messageWithActions,
} from '#tests/support/channel-delivery.ts';
import { createPushBrowser, type PushBrowser } from '#tests/support/push-browser.ts';
import { newVapidKeys, vapidKeysFrom } from './vapid.ts';
import { createWebPushChannel } from './web-push-channel.ts';
import { encryptPush } from './web-push-encryption.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');

const keys = newVapidKeys();
const channel = createWebPushChannel({
  keys,
  subject: 'mailto:operator@duetide.example',
  random: randomBytes,
});
const settingsOf = (browser: PushBrowser, endpoint: string) => ({
  kind: 'web-push' as const,
  endpoint,
  p256dh: browser.p256dh,
  auth: browser.auth,
});

describe('a message to a browser', () => {
  it('is encrypted as the example of RFC 8291', () => {
    const encrypted = encryptPush(
      Buffer.from('When I grow up, I want to be a watermelon'),
      {
        publicKey: bytes(
          'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        ),
        auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
      },
      {
        salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
        privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
      },
    );
    expect(encrypted.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  it('is one that this browser can read', () => {
    const browser = createPushBrowser();
    const settings = settingsOf(browser, 'https://push.example/x');
    const { body } = channel.toRequest(exampleMessage, settings, DELIVERY_TIME);
    const { id, kind, locale, title, body: text, url } = exampleMessage;
    expect(browser.read(Buffer.from(body))).toEqual({
      id,
      kind,
      locale,
      title,
      body: text,
      url,
      actions: [],
    });
    expect(channelSettingsSchema.parse(settings)).toEqual(settings);
  });

  it('brings what can be done, as much as a browser shows and a message holds', () => {
    const browser = createPushBrowser();
    const settings = settingsOf(browser, 'https://push.example/x');
    const [paid, later] = messageWithActions.actions ?? [];
    const tooLong = { label: 'Far', url: `https://duetide.example/${'x'.repeat(600)}` };
    const actions = [tooLong, paid, later, paid].flatMap((action) => action ?? []);
    const message = { ...exampleMessage, body: 'b'.repeat(5_000), actions };
    const { body } = channel.toRequest(message, settings, DELIVERY_TIME);
    expect(body.length).toBeLessThanOrEqual(4_096);
    expect(browser.read(Buffer.from(body))).toMatchObject({ actions: [paid, later] });
  });

  it('comes to the push service with who sends it, and how long it keeps', async () => {
    const browser = createPushBrowser();
    const { request, outcome } = await deliver(
      (origin) => ({ channel, settings: settingsOf(browser, `${origin}/push/abc`) }),
      { status: 201 },
    );
    expect([request.method, request.path]).toEqual(['POST', '/push/abc']);
    expect(request.headers).toMatchObject({
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: '86400',
      urgency: 'high',
    });
    expect(request.headers.topic).toMatch(/^[\w-]{32}$/);
    expect(outcome).toEqual({ kind: 'delivered' });
  });

  it('is signed by the installation, for this service and for half a day', () => {
    const settings = settingsOf(createPushBrowser(), 'https://push.example:8443/x');
    const { headers } = channel.toRequest(exampleMessage, settings, DELIVERY_TIME);
    const [, head = '', claims = '', signature = '', k] =
      /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
    expect(k).toBe(keys.publicKey);
    expect(JSON.parse(bytes(head).toString())).toEqual({ typ: 'JWT', alg: 'ES256' });
    expect(JSON.parse(bytes(claims).toString())).toEqual({
      aud: 'https://push.example:8443',
      exp: DELIVERY_TIME / 1_000 + 43_200,
      sub: 'mailto:operator@duetide.example',
    });
    const point = bytes(keys.publicKey);
    const key = createPublicKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
      },
    });
    const isValid = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key, dsaEncoding: 'ieee-p1363' },
      bytes(signature),
    );
    expect(isValid).toBe(true);
  });

  it('is never sealed twice with the same keys, and replaces its earlier try', () => {
    const settings = settingsOf(createPushBrowser(), 'https://push.example/x');
    const [one, two] = [0, 1].map(() => channel.toRequest(exampleMessage, settings, 0));
    expect(Buffer.from(one?.body ?? '').subarray(0, 86)).not.toEqual(
      Buffer.from(two?.body ?? '').subarray(0, 86),
    );
    expect(one?.headers.topic).toBe(two?.headers.topic);
  });

  it.each([
    ['letters', 'ß'.repeat(5_000), 'Title'],
    ['what JSON makes longer', '"'.repeat(5_000), '"'.repeat(900)],
  ])('is no larger than every push service takes: %s', (_name, body, title) => {
    const browser = createPushBrowser();
    const settings = settingsOf(browser, 'https://push.example/x');
    const request = channel.toRequest({ ...exampleMessage, title, body }, settings, 0);
    expect(request.body.length).toBeLessThanOrEqual(4_096);
    expect(request.body.length).toBeGreaterThan(3_900);
    expect(browser.read(Buffer.from(request.body))).toMatchObject({ url: exampleMessage.url });
  });

  it('is refused where the key of the browser is none', () => {
    const settings = {
      ...settingsOf(createPushBrowser(), 'https://push.example/x'),
      p256dh: `B${'A'.repeat(86)}`,
    };
    expect(() => channel.toRequest(exampleMessage, settings, 0)).toThrow(AppError);
  });

  it.each([
    [404, { kind: 'refused', isGone: true }],
    [410, { kind: 'refused', isGone: true }],
    [413, { kind: 'refused', isGone: false }],
    [403, { kind: 'refused', isGone: false }],
    [429, { kind: 'retry', after: 60 }],
    [503, { kind: 'retry', after: 60 }],
  ])('that is answered with %i', async (status, expected) => {
    const browser = createPushBrowser();
    const { outcome } = await deliver(
      (origin) => ({ channel, settings: settingsOf(browser, `${origin}/x`) }),
      { status, headers: { 'retry-after': '60' } },
    );
    expect(outcome).toMatchObject(expected);
  });

  it('can be signed with keys that begin with zeros', () => {
    for (let count = 0; count < 2_000; count += 1) {
      const made = newVapidKeys();
      expect([bytes(made.privateKey).length, bytes(made.publicKey).length]).toEqual([32, 65]);
    }
  });
});

describe('keys from a seed', () => {
  it('are the same for the same bytes, others for others, and a pair', () => {
    for (const byte of [0, 1, 127, 255]) {
      const keys = vapidKeysFrom(new Uint8Array(48).fill(byte));
      expect(keys).toEqual(vapidKeysFrom(new Uint8Array(48).fill(byte)));
      expect(keys).not.toEqual(vapidKeysFrom(new Uint8Array(48).fill(byte + 1)));
      const pair = createECDH('prime256v1');
      pair.setPrivateKey(keys.privateKey, 'base64url');
      expect(pair.getPublicKey('base64url')).toBe(keys.publicKey);
      expect(keys.privateKey).toHaveLength(43);
    }
  });
});

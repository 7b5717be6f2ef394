import { describe, expect, it } from 'vitest';
import { CHANNEL_KINDS, CHANNEL_SECRETS, channelSettingsSchema } from './channel-schemas.ts';

const DISCORD = 'https://discord.com/api/webhooks/1/ab-c_d';
const GOOD: Record<string, object> = {
  telegram: { token: '123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11', chatId: '-1001234' },
  discord: { webhookUrl: DISCORD },
  slack: { webhookUrl: 'https://hooks.slack.com/services/T0/B0/xyz' },
  ntfy: { server: 'http://ntfy.lan:8080', topic: 'duetide' },
  gotify: { server: 'https://example.com/gotify/', token: 'Ab.C-d_1' },
  pushover: { token: 'a'.repeat(30), user: 'u'.repeat(30) },
  mattermost: { webhookUrl: 'https://chat.example/sub/hooks/abc123' },
  matrix: { server: 'https://matrix.example', roomId: '!a:example.org', accessToken: 'syt_x' },
  apprise: { server: 'http://apprise.lan:8000', key: 'my_key' },
  webhook: { url: 'https://hook.example/x?key=1', method: 'POST', format: 'json' },
  'web-push': {
    endpoint: 'https://push.example/x',
    p256dh: `B${'a'.repeat(86)}`,
    auth: 'a'.repeat(22),
  },
};

const parse = (kind: string, more: object) =>
  channelSettingsSchema.safeParse({ kind, ...GOOD[kind], ...more });

describe('settings of channels', () => {
  it.each(CHANNEL_KINDS)('take what is right: %s', (kind) => {
    expect(parse(kind, {})).toMatchObject({ success: true, data: { kind, ...GOOD[kind] } });
  });

  it('know what has a default', () => {
    expect(channelSettingsSchema.parse({ kind: 'ntfy', topic: 'a' })).toEqual({
      kind: 'ntfy',
      server: 'https://ntfy.sh',
      topic: 'a',
    });
    expect(channelSettingsSchema.parse({ kind: 'webhook', url: 'https://hook.example' })).toEqual({
      kind: 'webhook',
      url: 'https://hook.example',
      method: 'POST',
      format: 'json',
    });
  });

  it.each([
    ['telegram', 'token', 'no token'],
    ['telegram', 'token', '123456:ABC/../getUpdates?aaaaaaaaaaaa'],
    ['telegram', 'chatId', '12 34'],
    ['telegram', 'threadId', 0],
    ['discord', 'webhookUrl', 'https://discord.com.evil.example/api/webhooks/1/a'],
    ['discord', 'webhookUrl', 'http://discord.com/api/webhooks/1/a'],
    ['discord', 'webhookUrl', `${DISCORD}/../../users`],
    ['slack', 'webhookUrl', 'https://hooks.slack.com/triggers/T0/1/x'],
    ['ntfy', 'server', 'ftp://ntfy.lan'],
    ['ntfy', 'server', 'https://ntfy.lan/?x'],
    ['ntfy', 'server', 'https://user:password@ntfy.lan'],
    ['ntfy', 'topic', 'a/b'],
    ['gotify', 'server', 'https:gotify.lan'],
    ['gotify', 'server', 'https://gotify.lan\\@127.0.0.1'],
    ['gotify', 'token', 'a\r\nX-Other: b'],
    ['pushover', 'user', 'short'],
    ['mattermost', 'webhookUrl', 'https://chat.example/api/v4/posts'],
    ['matrix', 'roomId', '#room:example.org'],
    ['matrix', 'accessToken', 'a b'],
    ['apprise', 'key', '../add'],
    ['webhook', 'url', 'javascript:alert(1)'],
    ['webhook', 'method', 'GET'],
    ['webhook', 'template', '{"a":{{title}}}'],
    ['webhook', 'signingSecret', 'short'],
    ['webhook', 'signingSecret', 'a secret of two\nlines'],
    ['web-push', 'endpoint', 'http://push.example/x'],
    ['web-push', 'p256dh', 'B'],
    ['web-push', 'auth', 'short'],
  ])('of %s refuse a wrong %s: %s', (kind, field, value) => {
    const { error } = parse(kind, { [field]: value });
    expect(error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });

  it('of a webhook refuse headers that are not its own to set', () => {
    for (const name of ['Host', 'content-type', 'Transfer-Encoding', 'Webhook-Id', 'a b', '']) {
      expect(parse('webhook', { headers: { [name]: 'x' } }).success, name).toBe(false);
    }
    expect(parse('webhook', { headers: { 'X-Key': 'a\r\nb' } }).success).toBe(false);
    expect(parse('webhook', { headers: { 'X-Key': 'a', Authorization: 'b' } }).success).toBe(true);
  });

  it('of ntfy take a token or a name, not both, and no field that nobody knows', () => {
    expect(parse('ntfy', { token: 'tk_x', username: 'ada' }).success).toBe(false);
    expect(parse('ntfy', { username: 'ada', password: 'x' }).success).toBe(true);
    expect(parse('ntfy', { other: 1 }).success).toBe(false);
    expect(channelSettingsSchema.safeParse({ kind: 'pigeon' }).success).toBe(false);
  });

  it('say what of them is secret', () => {
    expect(CHANNEL_SECRETS).toEqual({
      telegram: ['token'],
      discord: ['webhookUrl'],
      slack: ['webhookUrl'],
      ntfy: ['token', 'password'],
      gotify: ['token'],
      pushover: ['token', 'user'],
      mattermost: ['webhookUrl'],
      matrix: ['accessToken'],
      apprise: ['key'],
      webhook: ['url', 'headers', 'signingSecret'],
      'web-push': ['endpoint', 'p256dh', 'auth'],
    });
  });
});

import { describe, expect, it } from 'vitest';
import {
  createChannelSchema,
  NOTICE_KINDS,
  patchChannelSchema,
} from '#shared/schemas/channel-resource-schemas.ts';
import { CHANNEL_SECRETS } from '#shared/schemas/channel-schemas.ts';
import { FIELDS } from './fields.ts';
import { changedSettings, newSettings } from './settings-body.ts';

function form(values: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
}

const FILLED: Record<string, Record<string, string>> = {
  mail: {},
  telegram: { token: '123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11', chatId: '42', threadId: '7' },
  ntfy: { server: 'https://ntfy.sh', topic: 'tide', token: 'tk_1' },
  discord: { webhookUrl: 'https://discord.com/api/webhooks/1/abc' },
  slack: { webhookUrl: 'https://hooks.slack.com/services/a/b/c' },
  pushover: { token: 'a'.repeat(30), user: 'b'.repeat(30), device: 'phone' },
  gotify: { server: 'https://gotify.example', token: 'abc' },
  matrix: { server: 'https://matrix.org', roomId: '!a:matrix.org', accessToken: 'syt_1' },
  mattermost: { webhookUrl: 'https://chat.example/hooks/abc' },
  apprise: { server: 'https://apprise.example', key: 'home', tag: 'me' },
  webhook: {
    url: 'https://example.com/hook',
    method: 'PUT',
    format: 'text',
    template: '{{title}}',
    headers: 'Authorization: Bearer a:b\n\nX-One:1',
    signingSecret: '0123456789abcdef',
  },
};

const filled = (kind: string) =>
  form(
    Object.fromEntries(Object.entries(FILLED[kind] ?? {}).map(([n, v]) => [`settings.${n}`, v])),
  );

describe('the form of a channel', () => {
  const kinds = NOTICE_KINDS.filter((kind) => kind !== 'web-push');

  it.each(kinds)('says what the server takes, for %s', (kind) => {
    const body = { name: 'x', settings: newSettings(kind, filled(kind)) };
    expect(createChannelSchema.safeParse(body).error?.issues).toBeUndefined();
    const patch = { settings: changedSettings(kind, filled(kind)) };
    expect(patchChannelSchema.safeParse(patch).error?.issues).toBeUndefined();
  });

  it.each(kinds)('hides what is secret, and nothing else, for %s', (kind) => {
    const secret = FIELDS[kind].filter(({ isSecret }) => isSecret).map(({ name }) => name);
    expect(secret.sort()).toEqual(kind === 'mail' ? [] : CHANNEL_SECRETS[kind].toSorted());
  });

  it('reads headers line by line, and numbers', () => {
    expect(newSettings('webhook', filled('webhook')).headers).toEqual({
      Authorization: 'Bearer a:b',
      'X-One': '1',
    });
    expect(newSettings('telegram', filled('telegram')).threadId).toBe(7);
    expect(newSettings('telegram', form({ 'settings.threadId': 'x' })).threadId).toBe('x');
  });

  it('leaves out what is empty and new', () => {
    expect(newSettings('ntfy', form({ 'settings.topic': 'a', 'settings.token': ' ' }))).toEqual({
      kind: 'ntfy',
      topic: 'a',
    });
  });

  it('takes empty fields away from one that is there, and secrets only when asked to', () => {
    const values = { 'settings.server': 'https://ntfy.sh', 'settings.topic': 'a' };
    expect(changedSettings('ntfy', form(values))).toEqual({
      server: 'https://ntfy.sh',
      topic: 'a',
      username: null,
    });
    const asked = form({ ...values, 'forget.token': 'on', 'settings.password': 'p' });
    expect(changedSettings('ntfy', asked)).toMatchObject({ token: null, password: 'p' });
  });
});

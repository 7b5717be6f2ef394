import { describe, expect, it } from 'vitest';
import { deliver, exampleMessage, messageWithActions } from '#tests/support/channel-delivery.ts';
import { discordChannel } from './discord-channel.ts';
import { matrixChannel } from './matrix-channel.ts';
import { mattermostChannel } from './mattermost-channel.ts';
import { slackChannel } from './slack-channel.ts';
import { createTelegramChannel } from './telegram-channel.ts';

const TOKEN = '123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11';
const nasty = {
  ...exampleMessage,
  title: '@everyone <!channel> **bold** [link](https://evil.example)',
  body: '<@123> <https://evil.example|Open> `code` @all\n# head',
};

describe('Telegram', () => {
  const toTelegram = (origin: string) => ({
    channel: createTelegramChannel({ origin }),
    settings: { kind: 'telegram' as const, token: TOKEN, chatId: '-1001234', threadId: 7 },
  });

  it('is asked to send a message, with its title in bold', async () => {
    const { request, json, outcome } = await deliver(toTelegram, {
      status: 200,
      body: { ok: true, result: { message_id: 1 } },
    });
    expect([request.method, request.path]).toEqual(['POST', `/bot${TOKEN}/sendMessage`]);
    expect(json).toEqual({
      chat_id: '-1001234',
      message_thread_id: 7,
      text: `${exampleMessage.title}\n\n${exampleMessage.body}\n\n${exampleMessage.url}`,
      entities: [{ type: 'bold', offset: 0, length: exampleMessage.title.length }],
      link_preview_options: { is_disabled: true },
      disable_notification: false,
    });
    expect(outcome).toEqual({ kind: 'delivered' });
  });

  it('gets at most as much as it takes, whole characters and the address', async () => {
    const long = { ...exampleMessage, body: '🎉'.repeat(3_000) };
    const { json } = await deliver(toTelegram, { status: 200 }, long);
    const text = String(json.text);
    expect(text.length).toBeLessThanOrEqual(4_096);
    expect(text.length).toBeGreaterThan(4_090);
    expect(text).toMatch(/🎉…\n\nhttps:\/\/duetide\.example/u);
    expect(text.isWellFormed()).toBe(true);
  });

  it('gets buttons, unless it would refuse their addresses', async () => {
    const { json } = await deliver(toTelegram, { status: 200 }, messageWithActions);
    const [paid, later] = messageWithActions.actions ?? [];
    expect(json.reply_markup).toEqual({
      inline_keyboard: [
        [
          { text: paid?.label, url: paid?.url },
          { text: later?.label, url: later?.url },
        ],
      ],
    });
    expect(json.text).not.toContain('/reminder/');

    const atHome = { label: 'Mark as paid', url: 'http://nas:3000/reminder/abc' };
    const message = { ...exampleMessage, body: 'b'.repeat(5_000), actions: [atHome] };
    const home = await deliver(toTelegram, { status: 200 }, message);
    expect(home.json).not.toHaveProperty('reply_markup');
    expect(home.json.text).toMatch(/…\n\nMark as paid: http:\/\/nas:3000\/reminder\/abc\n\nhttps:/);
    expect(String(home.json.text).length).toBeLessThanOrEqual(4_096);
  });

  it.each([
    [
      'waits as long as it says',
      {
        ok: false,
        error_code: 429,
        description: 'Too Many Requests: retry after 34',
        parameters: { retry_after: 34 },
      },
      { kind: 'retry', after: 34, words: 'Too Many Requests: retry after 34' },
    ],
    [
      'hears that a chat is not there',
      { ok: false, error_code: 400, description: 'Bad Request: chat not found' },
      { kind: 'refused', isGone: false, words: 'Bad Request: chat not found' },
    ],
    [
      'hears that it was blocked',
      { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
      { kind: 'refused', isGone: true, words: 'Forbidden: bot was blocked by the user' },
    ],
  ])('%s', async (_name, body, expected) => {
    const { outcome } = await deliver(toTelegram, { status: body.error_code, body });
    expect(outcome).toEqual(expected);
  });
});

describe('Discord', () => {
  const toDiscord = (origin: string) => ({
    channel: discordChannel,
    settings: {
      kind: 'discord' as const,
      webhookUrl: `${origin}/api/webhooks/1/token?thread_id=5`,
    },
  });

  it('gets an embed, and confirms it', async () => {
    const { request, json, outcome } = await deliver(toDiscord, { status: 200, body: { id: '1' } });
    expect([request.method, request.path]).toEqual([
      'POST',
      '/api/webhooks/1/token?thread_id=5&wait=true',
    ]);
    expect(json).toEqual({
      embeds: [
        {
          title: String.raw`Netflix\: 15,49 € am 8. März`,
          description: exampleMessage.body,
          url: exampleMessage.url,
        },
      ],
      allowed_mentions: { parse: [] },
      flags: 0,
    });
    expect(outcome).toEqual({ kind: 'delivered' });
  });

  it('calls nobody and formats nothing', async () => {
    const { json } = await deliver(toDiscord, { status: 204 }, nasty);
    const [embed] = json.embeds as { title: string; description: string }[];
    expect(json.allowed_mentions).toEqual({ parse: [] });
    expect(embed?.title).toBe(
      String.raw`@everyone \<\!channel\> \*\*bold\*\* \[link\]\(https\://evil.example\)`,
    );
    expect(embed?.description).toMatch(/^\\<@123\\> .*\n\\# head$/);
  });

  it('gets at most as much as it takes, and no backslash without its character', async () => {
    const long = { ...exampleMessage, title: '*'.repeat(300), body: 'a*'.repeat(4_000) };
    const { json } = await deliver(toDiscord, { status: 204 }, long);
    const [embed] = json.embeds as { title: string; description: string }[];
    expect(embed?.title).toMatch(/^(\\\*){127}…$/);
    expect(embed?.description.length).toBeLessThanOrEqual(4_096);
    expect(embed?.description).toMatch(/^(a\\\*)+a?…$/);
  });

  it('gets links, whole ones also below a long text', async () => {
    const message = { ...messageWithActions, body: 'b'.repeat(5_000) };
    const { json } = await deliver(toDiscord, { status: 204 }, message);
    const [embed] = json.embeds as { description: string }[];
    expect(embed?.description).toHaveLength(4_096);
    expect(embed?.description.split('\n\n')[1]).toBe(
      '[Als bezahlt vermerken](https://duetide.example/reminder/abc_1-x) · ' +
        String.raw`[Später \*noch\* einmal](https://duetide.example/reminder/d%29e|f?a=1&b=2)`,
    );
  });

  it('waits the seconds that it says, with their fractions', async () => {
    const body = { message: 'You are being rate limited.', retry_after: 64.57, global: false };
    const { outcome } = await deliver(toDiscord, {
      status: 429,
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(outcome).toEqual({ kind: 'retry', after: 65, words: 'You are being rate limited.' });
  });

  it('is gone when the webhook was deleted', async () => {
    const body = { message: 'Unknown Webhook', code: 10015 };
    const { outcome } = await deliver(toDiscord, { status: 404, body });
    expect(outcome).toEqual({ kind: 'refused', isGone: true, words: 'Unknown Webhook' });
  });
});

describe('Slack', () => {
  const toSlack = (origin: string) => ({
    channel: slackChannel,
    settings: { kind: 'slack' as const, webhookUrl: `${origin}/services/T0/B0/X` },
  });

  it('gets blocks of plain text', async () => {
    const { request, json, outcome } = await deliver(toSlack, { status: 200, body: 'ok' });
    expect([request.method, request.path]).toEqual(['POST', '/services/T0/B0/X']);
    const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
    expect(json).toEqual({
      text: exampleMessage.title,
      blocks: [
        { type: 'header', text: plain(exampleMessage.title) },
        { type: 'section', text: plain(exampleMessage.body) },
        {
          type: 'context',
          elements: [
            { type: 'mrkdwn', text: '<https://duetide.example/subscriptions/1?a=1&amp;b=2>' },
          ],
        },
      ],
    });
    expect(outcome).toEqual({ kind: 'delivered' });
  });

  it('calls nobody in what notifications show', async () => {
    const { json } = await deliver(toSlack, { status: 200 }, nasty);
    expect(json.text).toBe('@everyone &lt;!channel&gt; **bold** [link](https://evil.example)');
  });

  it('gets links, each with its words', async () => {
    const { json } = await deliver(toSlack, { status: 200 }, messageWithActions);
    const [, , links] = json.blocks as { type: string; text: unknown }[];
    expect(links).toEqual({
      type: 'section',
      text: {
        type: 'mrkdwn',
        text:
          '<https://duetide.example/reminder/abc_1-x|Als bezahlt vermerken> · ' +
          '<https://duetide.example/reminder/d)e%7Cf?a=1&amp;b=2|Später *noch* einmal>',
      },
    });
  });

  it.each([
    [400, 'invalid_payload', { kind: 'refused', isGone: false, words: 'invalid_payload' }],
    [403, 'action_prohibited', { kind: 'refused', isGone: false, words: 'action_prohibited' }],
    [404, 'no_service', { kind: 'refused', isGone: true, words: 'no_service' }],
    [410, 'channel_is_archived', { kind: 'refused', isGone: true, words: 'channel_is_archived' }],
    [500, 'rollup_error', { kind: 'retry', after: null, words: 'rollup_error' }],
    [429, 'rate_limited', { kind: 'retry', after: 30, words: 'rate_limited' }],
  ])('reads %i %s', async (status, body, expected) => {
    const headers: Record<string, string> = status === 429 ? { 'retry-after': '30' } : {};
    expect((await deliver(toSlack, { status, headers, body })).outcome).toEqual(expected);
  });
});

describe('Mattermost', () => {
  const toMattermost = (origin: string) => ({
    channel: mattermostChannel,
    settings: { kind: 'mattermost' as const, webhookUrl: `${origin}/hooks/abc123` },
  });

  it('gets one text', async () => {
    const { request, json, outcome } = await deliver(toMattermost, { status: 200, body: 'ok' });
    expect([request.method, request.path]).toEqual(['POST', '/hooks/abc123']);
    expect(json).toEqual({
      text: `**Netflix\\: 15,49 € am 8. März**\n\n${exampleMessage.body}\n\n<${exampleMessage.url}>`,
    });
    expect(outcome).toEqual({ kind: 'delivered' });
  });

  it('calls nobody', async () => {
    const { json } = await deliver(toMattermost, { status: 200 }, nasty);
    expect(json.text).not.toMatch(/@(everyone|all|123)/);
    expect(json.text).toContain('@\u200Beveryone');
  });

  it('gets links', async () => {
    const { json } = await deliver(toMattermost, { status: 200 }, messageWithActions);
    expect(String(json.text).split('\n\n')[2]).toMatch(
      /^\[Als bezahlt vermerken\]\(https:\S+\) · \[Später \\\*noch\\\* einmal\]\(https:\S+%29\S+\)$/,
    );
  });

  it('says what is wrong, and how long to wait', async () => {
    const body = {
      id: 'web.incoming_webhook.invalid.app_error',
      message: 'Invalid webhook.',
      detailed_error: '',
      status_code: 400,
    };
    expect((await deliver(toMattermost, { status: 400, body })).outcome).toEqual({
      kind: 'refused',
      isGone: false,
      words: 'Invalid webhook.',
    });
    const headers = { 'retry-after': '2', 'x-ratelimit-reset': '9' };
    const limited = await deliver(toMattermost, { status: 429, headers, body: 'limit exceeded\n' });
    expect(limited.outcome).toEqual({ kind: 'retry', after: 2, words: 'limit exceeded' });
  });
});

describe('Matrix', () => {
  const toMatrix = (origin: string) => ({
    channel: matrixChannel,
    settings: {
      kind: 'matrix' as const,
      server: `${origin}/`,
      roomId: '!abc/d:example.org',
      accessToken: 'syt_token',
    },
  });

  it('gets an event under an id that stays the same', async () => {
    const { request, json, outcome } = await deliver(toMatrix, {
      status: 200,
      body: { event_id: '$1' },
    });
    expect(request.method).toBe('PUT');
    expect(request.path).toBe(
      `/_matrix/client/v3/rooms/!abc%2Fd%3Aexample.org/send/m.room.message/${exampleMessage.id}`,
    );
    expect(request.headers.authorization).toBe('Bearer syt_token');
    expect(json).toEqual({
      msgtype: 'm.text',
      body: `${exampleMessage.title}\n\n${exampleMessage.body}\n\n${exampleMessage.url}`,
      format: 'org.matrix.custom.html',
      formatted_body:
        '<strong>Netflix: 15,49 € am 8. März</strong><br><br>Abbuchung von „Visa“.<br>Kündbar bis 7. März.' +
        '<br><br><a href="https://duetide.example/subscriptions/1?a=1&amp;b=2">https://duetide.example/subscriptions/1?a=1&amp;b=2</a>',
      'm.mentions': {},
    });
    expect(outcome).toEqual({ kind: 'delivered' });
  });

  it('gets links, and their addresses where only text is shown', async () => {
    const { json } = await deliver(toMatrix, { status: 200 }, messageWithActions);
    expect(json.formatted_body).toContain(
      '<br><br><a href="https://duetide.example/reminder/abc_1-x">Als bezahlt vermerken</a> · ' +
        '<a href="https://duetide.example/reminder/d)e|f?a=1&amp;b=2">Später *noch* einmal</a><br><br>',
    );
    expect(json.body).toContain(
      '\n\nAls bezahlt vermerken: https://duetide.example/reminder/abc_1-x\n',
    );
  });

  it('lets nobody write HTML', async () => {
    const { json } = await deliver(toMatrix, { status: 200 }, nasty);
    expect(json.formatted_body).toContain('&lt;!channel&gt;');
    expect(json.formatted_body).not.toContain('<https');
  });

  it.each([
    [
      429,
      {},
      { errcode: 'M_LIMIT_EXCEEDED', error: 'Too many requests', retry_after_ms: 2_500 },
      { kind: 'retry', after: 3, words: 'M_LIMIT_EXCEEDED: Too many requests' },
    ],
    [
      429,
      { 'retry-after': '8' },
      { errcode: 'M_LIMIT_EXCEEDED', error: 'Too many requests', retry_after_ms: 2_500 },
      { kind: 'retry', after: 8, words: 'M_LIMIT_EXCEEDED: Too many requests' },
    ],
    [
      401,
      {},
      { errcode: 'M_UNKNOWN_TOKEN', error: 'Unrecognised access token' },
      { kind: 'refused', isGone: false, words: 'M_UNKNOWN_TOKEN: Unrecognised access token' },
    ],
    [
      403,
      {},
      { errcode: 'M_FORBIDDEN', error: 'You are not in the room' },
      { kind: 'refused', isGone: false, words: 'M_FORBIDDEN: You are not in the room' },
    ],
  ])('reads %i', async (status, headers: Record<string, string>, body, expected) => {
    expect((await deliver(toMatrix, { status, headers, body })).outcome).toEqual(expected);
  });

  it('sends no event that is larger than may be', async () => {
    const huge = { ...exampleMessage, title: '𝔘'.repeat(9_000), body: '<𝔘'.repeat(20_000) };
    const { request } = await deliver(toMatrix, { status: 200 }, huge);
    expect(Buffer.byteLength(request.body)).toBeLessThan(60_000);
  });
});

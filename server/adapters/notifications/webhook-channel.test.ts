import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ChannelSettings } from '#shared/schemas/channel-schemas.ts';
import { deliver, exampleMessage, messageWithActions } from '#tests/support/channel-delivery.ts';
import { webhookChannel } from './webhook-channel.ts';

const settings = (origin: string): ChannelSettings<'webhook'> => ({
  kind: 'webhook',
  url: `${origin}/hook?key=1`,
  method: 'POST',
  format: 'json',
});
const send = (more: Partial<ChannelSettings<'webhook'>>, status = 200, message = exampleMessage) =>
  deliver(
    (origin) => ({ channel: webhookChannel, settings: { ...settings(origin), ...more } }),
    { status },
    message,
  );

describe('a webhook', () => {
  it('gets everything as JSON, if nothing else was asked for', async () => {
    const { request, json, outcome } = await send({});
    expect([request.method, request.path]).toEqual(['POST', '/hook?key=1']);
    const { locale, ...said } = exampleMessage;
    expect(json).toEqual({
      ...said,
      actions: [],
      sentAt: '2027-03-01T09:00:00.000Z',
    });
    expect(request.headers).toMatchObject({
      'webhook-id': exampleMessage.id,
      'webhook-timestamp': '1803891600',
    });
    expect(request.headers).not.toHaveProperty('webhook-signature');
    expect(outcome).toEqual({ kind: 'delivered' });
  });

  it.each([
    [
      'json',
      '{"text":"{{title}} – {{ body }}"}',
      JSON.stringify({ text: `${exampleMessage.title} – ${exampleMessage.body}` }),
      'application/json',
    ],
    [
      'form',
      'a={{title}}&link={{url}}',
      `a=${encodeURIComponent(exampleMessage.title)}&link=${encodeURIComponent(String(exampleMessage.url))}`,
      'application/x-www-form-urlencoded',
    ],
    [
      'text',
      '{{kind}}/{{priority}}: {{title}}',
      `charge/high: ${exampleMessage.title}`,
      'text/plain; charset=utf-8',
    ],
  ] as const)('gets a template as %s', async (format, template, body, type) => {
    const headers = { Authorization: 'Bearer x', 'X-Team': 'a' };
    const { request } = await send({ format, template, headers, method: 'PUT' });
    expect(request.method).toBe('PUT');
    expect(request.body).toBe(body);
    expect(request.headers).toMatchObject({
      'content-type': type,
      authorization: 'Bearer x',
      'x-team': 'a',
    });
  });

  it('gets what can be done, as a list or in the lines of a template', async () => {
    const { actions = [] } = messageWithActions;
    expect((await send({}, 200, messageWithActions)).json.actions).toEqual(actions);
    const template = '{"links":"{{actions}}"}';
    const { json } = await send({ template }, 200, messageWithActions);
    const lines = actions.map(({ label, url }) => `${label}: ${url}`);
    expect(String(json.links).split('\n')).toEqual(lines);
  });

  it('lets no value change what stands around it', async () => {
    const title = '","admin":true,"x":"\\ \n';
    const { json } = await send({ template: '{"text":"{{title}}"}' }, 200, {
      ...exampleMessage,
      title,
    });
    expect(json).toEqual({ text: title });
  });

  it.each([
    ['text', 'a secret of letters', Buffer.from('a secret of letters')],
    ['bytes', `whsec_${Buffer.alloc(24, 7).toString('base64')}`, Buffer.alloc(24, 7)],
  ])('can tell by a signature that it is we who send: %s', async (_form, signingSecret, key) => {
    const { request } = await send({ signingSecret });
    const signed = `${exampleMessage.id}.1803891600.${request.body}`;
    const expected = createHmac('sha256', key).update(signed).digest('base64');
    expect(request.headers['webhook-signature']).toBe(`v1,${expected}`);
  });

  it('signs as the example of the standard', () => {
    const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
    const { headers } = webhookChannel.toRequest(
      { id, kind: '', locale: 'en', title: '', body: '' },
      {
        ...settings('https://hook.example'),
        template: '{"test": 2432232314}',
        signingSecret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      },
      1_614_265_330_000,
    );
    expect(headers).toMatchObject({
      'webhook-id': id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it.each([
    [410, { kind: 'refused', isGone: true, words: 'HTTP 410' }],
    [404, { kind: 'refused', isGone: false, words: 'HTTP 404' }],
    [503, { kind: 'retry', after: null, words: 'HTTP 503' }],
  ])('that answers %i', async (status, expected) => {
    expect((await send({}, status)).outcome).toEqual(expected);
  });
});

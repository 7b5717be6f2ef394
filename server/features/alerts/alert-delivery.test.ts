import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createEgress } from '#server/adapters/egress/undici-egress.ts';
import { createSmtpMail } from '#server/adapters/mail/smtp-mail.ts';
import {
  readPagerDutyAnswer,
  toPagerDutyRequest,
} from '#server/adapters/notifications/pagerduty-events.ts';
import { webhookChannel } from '#server/adapters/notifications/webhook-channel.ts';
import { createSecretBox } from '#server/secrets/secret-box.ts';
import { createAlertRig } from '#tests/support/alert-rig.ts';
import { eventually } from '#tests/support/eventually.ts';
import { startMailServer } from '#tests/support/mail-server.ts';
import { startRecordingServer } from '#tests/support/recording-server.ts';
import { openPort } from '#tests/support/test-egress.ts';
import type { AlertNotice } from './alert-board.ts';
import type { DeliveryOutcome } from './alert-outbox.ts';
import { createReceiverVault } from './alert-receivers.ts';
import { createAlertSender } from './alert-sender.ts';
import { toPagerDutyEvent } from './pagerduty-event.ts';
import { createReceiverBook } from './receiver-book.ts';

const KEY = 'a'.repeat(32);
const TURNS_OF_A_MINUTE = 12;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Everything real but the time: a mail server, a sink for the rest, the way out. */
async function openDelivery(smtpUrl: string) {
  const sink = await startRecordingServer({
    answer: ({ path }, response) => response.writeHead(path === '/v2/enqueue' ? 202 : 200).end(),
  });
  const rig = await createAlertRig();
  const egress = createEgress({ allow: openPort(sink.port), ports: [] });
  const mail = createSmtpMail({ url: smtpUrl, from: 'Duetide <alerts@duetide.example>' });
  onTestFinished(async () => {
    await mail.close();
    await sink.stop();
  });
  const vault = createReceiverVault(createSecretBox(KEY));
  const sender = createAlertSender({
    mail,
    publicUrl: () => 'https://duetide.example',
    async sendMail(by, message) {
      try {
        await by.send(message);
        return { kind: 'delivered' };
      } catch (error) {
        return { kind: 'retry', after: null, words: String(error) };
      }
    },
    async sendToChannel(settings, message): Promise<DeliveryOutcome> {
      if (settings.kind !== 'webhook') throw new TypeError(settings.kind);
      const request = webhookChannel.toRequest(message, settings, rig.clock.now());
      return webhookChannel.readAnswer(await egress.request(request), rig.clock.now());
    },
    async sendToPagerDuty(settings, notice, url) {
      const event = toPagerDutyEvent(notice, { url, source: 'host-a', now: '' });
      const request = { ...toPagerDutyRequest(event, settings), url: `${sink.url}/v2/enqueue` };
      return readPagerDutyAnswer(await egress.request(request), rig.clock.now());
    },
  });
  const receiver = (number: number, settings: { kind: 'mail' | 'webhook' | 'pagerduty' }) => ({
    id: `01890a5d-ac96-774b-bcce-b302099a800${number}`,
    name: settings.kind,
    leastSeverity: 'warning' as const,
    isOn: true,
    settings,
  });
  const given = [
    receiver(1, { kind: 'mail', to: 'ops@duetide.example' } as { kind: 'mail' }),
    receiver(2, {
      kind: 'webhook',
      url: `${sink.url}/hook`,
      signingSecret: randomBytes(16).toString('hex'),
    } as { kind: 'webhook' }),
    receiver(3, { kind: 'pagerduty', routingKey: 'R'.repeat(32) } as { kind: 'pagerduty' }),
  ];
  await rig.documents.put('receivers', { receivers: vault.seal(given, []) }, null);
  const book = createReceiverBook({
    documents: rig.documents,
    vault,
    sender,
    hasMail: true,
    operatorAddress: async () => 'ada@duetide.example',
  });
  return { rig, sink, evaluator: rig.evaluator('one', { receivers: book }) };
}

it('reaches a mail server, a webhook and PagerDuty, and each hears that it is over', async () => {
  const smtp = await startMailServer();
  onTestFinished(() => smtp.stop());
  const { rig, sink, evaluator } = await openDelivery(smtp.url);
  rig.state.isRedisUp = false;
  await rig.pass(120, [evaluator]);
  await eventually('all were told', 5_000, () => smtp.received.length + sink.requests.length === 3);
  const [mail] = smtp.received;
  expect(mail?.recipients).toEqual(['ops@duetide.example']);
  expect(mail?.source).toMatch(/Subject: \[Firing, warning\] Redis cannot be reached: host-a/);
  expect(mail?.source).toContain('docs/runbooks/redis-unreachable.md');
  expect(mail?.source).toContain('https://duetide.example/console/alerts');
  const hook = sink.requests.find(({ path }) => path === '/hook');
  expect(hook?.headers['webhook-signature']).toMatch(/^v1,/);
  expect(JSON.parse(hook?.body ?? '')).toMatchObject({ kind: 'alert', priority: 'normal' });
  const events = () =>
    sink.requests
      .filter(({ path }) => path === '/v2/enqueue')
      .map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  expect(events()).toEqual([
    {
      routing_key: 'R'.repeat(32),
      event_action: 'trigger',
      dedup_key: expect.stringMatching(/^duetide-id-\d+$/),
      client: 'Duetide',
      client_url: 'https://duetide.example/console/alerts',
      links: [expect.objectContaining({ href: 'https://duetide.example/console/alerts' })],
      payload: {
        summary: '[Firing, warning] Redis cannot be reached: host-a',
        source: 'host-a',
        severity: 'warning',
        timestamp: expect.stringMatching(/^2026-11-21T12:00/),
        component: 'host-a',
        custom_details: expect.objectContaining({ rule: 'redis-unreachable' }),
      },
    },
  ]);
  rig.state.isRedisUp = true;
  await rig.pass(400, [evaluator]);
  await eventually(
    'all heard the end',
    5_000,
    () => smtp.received.length + sink.requests.length === 6,
  );
  expect(events()[1]).toEqual({
    routing_key: 'R'.repeat(32),
    event_action: 'resolve',
    dedup_key: events()[0]?.dedup_key,
  });
});

it('is there within a minute after a mail server that was down for five', async () => {
  const port = await freePort();
  const { rig, evaluator } = await openDelivery(`smtp://127.0.0.1:${port}`);
  rig.state.isRedisUp = false;
  // Each look waits for what it tried: refused connections are real.
  const look = async () => {
    await rig.pass(5, [evaluator]);
    await new Promise((resolve) => setTimeout(resolve, 10));
  };
  for (let turn = 0; turn < 6 * TURNS_OF_A_MINUTE; turn += 1) await look();
  const smtp = await startMailServer({}, port);
  onTestFinished(() => smtp.stop());
  for (let turn = 0; turn < TURNS_OF_A_MINUTE; turn += 1) await look();
  await eventually('the mail arrived', 5_000, () => smtp.received.length === 1);
  await look();
  expect(smtp.received).toHaveLength(1);
});

it('keeps secrets sealed, and sends none of them elsewhere', () => {
  const vault = createReceiverVault(createSecretBox(KEY));
  const id = '01890a5d-ac96-774b-bcce-b302099a8001';
  const base = { id, name: 'Hook', leastSeverity: 'page', isOn: true } as const;
  const settings = { kind: 'gotify', server: 'https://one.example', token: 'top-secret' } as const;
  const [first] = vault.seal([{ ...base, settings }], []);
  if (!first) throw new Error('nothing was sealed');
  expect(JSON.stringify(first)).not.toContain('top-secret');
  const kept = vault.seal(
    [{ ...base, name: 'Renamed', settings: { kind: 'gotify', server: 'https://one.example' } }],
    [first],
  );
  expect(kept[0] && vault.open(kept[0])).toMatchObject({ token: 'top-secret' });
  const elsewhere = {
    ...base,
    settings: { kind: 'gotify', server: 'https://two.example' },
  } as const;
  expect(() => vault.seal([elsewhere], [first])).toThrow();
  expect(createReceiverVault(createSecretBox('b'.repeat(32))).open(first)).toBeNull();
});

it('tells PagerDuty what a page is, what somebody takes care of, and what is only a test', () => {
  const notice: AlertNotice = {
    kind: 'firing',
    alertId: 'x',
    rule: 'disk-nearly-full',
    severity: 'page',
    threshold: 0.1,
    subject: '',
    since: 0,
    firedAt: 0,
    resolvedAt: null,
    value: 0.07,
    note: null,
  };
  const at = { url: 'https://duetide.example', source: 'host-a', now: '2026-11-21T12:00:00.000Z' };
  expect(toPagerDutyEvent(notice, at)).toMatchObject({
    action: 'trigger',
    severity: 'critical',
    details: { value: '7 %' },
  });
  const acknowledged = toPagerDutyEvent({ ...notice, kind: 'acknowledged' }, at);
  expect(acknowledged).toMatchObject({ action: 'acknowledge', dedupKey: 'duetide-x' });
  expect(toPagerDutyEvent('t', at)).toMatchObject({
    dedupKey: 'duetide-test-t',
    severity: 'warning',
  });
});

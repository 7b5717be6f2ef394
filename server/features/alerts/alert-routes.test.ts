import { describe, expect, it, onTestFinished } from 'vitest';
import { ALERT_RULES } from '#shared/alerts/alert-rules.ts';
import { createTestApp } from '#tests/support/test-app.ts';
import { EMPTY_BOARD } from './alert-board.ts';
import { createAlertDocuments } from './alert-documents.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8001';

async function open() {
  const test = await createTestApp();
  onTestFinished(() => test.close());
  const operator = await test.signUp();
  const documents = createAlertDocuments(test.store.alerts);
  const now = test.clock.now();
  const alert = {
    id: 'alert-1',
    rule: 'redis-unreachable',
    subject: 'host-a',
    phase: 'firing',
    since: now - 90_000,
    badAt: now,
    firedAt: now - 60_000,
    clearSince: null,
    value: null,
    note: null,
    toldAt: now - 60_000,
    isAcknowledgementTold: false,
  } as const;
  await documents.put(
    'board',
    { holder: 'x', until: now, board: { ...EMPTY_BOARD, evaluatedAt: now, alerts: [alert] } },
    null,
  );
  return { ...test, operator, now };
}

describe('GET operator/alerts', () => {
  it('has every rule, with what fires', async () => {
    const { operator } = await open();
    const reply = await operator.api('GET', 'operator/alerts');
    expect(reply.statusCode).toBe(200);
    const { items, evaluatedAt } = reply.json();
    expect(items).toHaveLength(ALERT_RULES.length);
    expect(evaluatedAt).toBe('2026-11-20T12:00:00.000Z');
    const firing = items.filter(({ state }: { state: string }) => state === 'firing');
    expect(firing).toMatchObject([
      {
        rule: 'redis-unreachable',
        runbook: 'docs/runbooks/redis-unreachable.md',
        alerts: [{ subject: 'host-a', acknowledgedAt: null, firedAt: '2026-11-20T11:59:00.000Z' }],
      },
    ]);
  });

  it('is for the operator alone', async () => {
    const { signUp } = await open();
    const other = await signUp();
    expect((await other.api('GET', 'operator/alerts')).statusCode).toBe(403);
  });
});

describe('acknowledging', () => {
  it('is shown with the alert, and refused where nothing fires', async () => {
    const { operator } = await open();
    const reply = await operator.api('POST', 'operator/alerts/redis-unreachable/acknowledge');
    expect(reply.json()).toEqual({ acknowledged: 1 });
    const { items } = (await operator.api('GET', 'operator/alerts')).json();
    const alerts = items.flatMap((item: { alerts: object[] }) => item.alerts);
    expect(alerts).toMatchObject([{ acknowledgedAt: '2026-11-20T12:00:00.000Z' }]);
    const none = await operator.api('POST', 'operator/alerts/error-rate/acknowledge');
    expect(none.statusCode).toBe(409);
    const unknown = await operator.api('POST', 'operator/alerts/no-such/acknowledge');
    expect(unknown.statusCode).toBe(422);
  });
});

describe('silences and maintenance windows', () => {
  it('begin, are listed, run out and are ended', async () => {
    const { operator, clock } = await open();
    const body = { rule: 'error-rate', reason: 'Known', until: '2026-11-20T13:00:00Z' };
    const made = await operator.api('POST', 'operator/silences', body);
    expect(made.statusCode).toBe(201);
    const window = { reason: 'Move', from: '2026-11-20T20:00:00Z', until: '2026-11-20T21:00:00Z' };
    const planned = await operator.api('POST', 'operator/maintenance-windows', window);
    expect(planned.statusCode).toBe(201);
    const list = async (what: string) =>
      (await operator.api('GET', `operator/${what}`)).json().items;
    expect(await list('silences')).toMatchObject([{ rule: 'error-rate', reason: 'Known' }]);
    expect(await list('maintenance-windows')).toMatchObject([{ reason: 'Move' }]);
    const { items } = (await operator.api('GET', 'operator/alerts')).json();
    const quiet = items.filter(({ quietUntil }: { quietUntil: string | null }) => quietUntil);
    expect(quiet.map(({ rule }: { rule: string }) => rule)).toEqual(['error-rate']);
    clock.set('2026-11-20T13:00:01Z');
    expect(await list('silences')).toEqual([]);
    const { id } = planned.json();
    expect((await operator.api('DELETE', `operator/silences/${id}`)).statusCode).toBe(404);
    expect((await operator.api('DELETE', `operator/maintenance-windows/${id}`)).statusCode).toBe(
      204,
    );
    expect(await list('maintenance-windows')).toEqual([]);
  });

  it.each([
    ['an end that is over', { reason: 'x', rule: 'error-rate', until: '2026-11-20T11:00:00Z' }],
    ['more than a month', { reason: 'x', rule: 'error-rate', until: '2027-11-20T11:00:00Z' }],
    ['no reason', { reason: ' ', rule: 'error-rate', until: '2026-11-20T13:00:00Z' }],
    ['an unknown rule', { reason: 'x', rule: 'all', until: '2026-11-20T13:00:00Z' }],
  ])('refuse %s', async (_fault, body) => {
    const { operator } = await open();
    expect((await operator.api('POST', 'operator/silences', body)).statusCode).toBe(422);
  });
});

describe('receivers', () => {
  const receiver = (settings: object, changes: object = {}) => ({
    receivers: [
      { id: ID, name: 'On call', leastSeverity: 'page', isOn: true, settings, ...changes },
    ],
  });

  it('are the operator by mail until somebody says otherwise', async () => {
    const { operator } = await open();
    const found = (await operator.api('GET', 'operator/alert-receivers')).json();
    expect(found).toMatchObject({
      version: 0,
      receivers: [],
      fallback: { address: operator.email, isReachable: true, fault: null },
    });
  });

  it('are put together, keep their secrets and never answer them', async () => {
    const { operator, store } = await open();
    const secret = 'k'.repeat(32);
    const put = (body: object, headers = {}) =>
      operator.api('PUT', 'operator/alert-receivers', body, headers);
    const made = await put(receiver({ kind: 'pagerduty', routingKey: secret }));
    expect(made.statusCode).toBe(200);
    expect(made.body).not.toContain(secret);
    expect(made.json().receivers).toMatchObject([
      { kind: 'pagerduty', settings: { region: 'us' }, secrets: ['routingKey'] },
    ]);
    expect((await store.alerts.findDocument('receivers'))?.content).not.toContain(secret);
    const renamed = await put(receiver({ kind: 'pagerduty', region: 'eu' }, { name: 'Night' }));
    expect(renamed.json().receivers).toMatchObject([
      { name: 'Night', settings: { region: 'eu' }, secrets: ['routingKey'] },
    ]);
    const stale = await put(receiver({ kind: 'pagerduty' }), { 'if-match': '"1-x"' });
    expect(stale.statusCode).toBe(412);
  });

  it.each([
    [
      'a key that is none',
      { kind: 'pagerduty', routingKey: 'short' },
      '/receivers/0/settings/routingKey',
    ],
    ['a channel of one person', { kind: 'web-push' }, '/receivers/0/settings/kind'],
    ['a mail to nobody', { kind: 'mail' }, '/receivers/0/settings/to'],
  ])('refuse %s', async (_fault, settings, pointer) => {
    const { operator } = await open();
    const reply = await operator.api('PUT', 'operator/alert-receivers', receiver(settings));
    expect(reply.statusCode).toBe(422);
    expect(reply.json().errors[0].pointer).toBe(pointer);
  });

  it('answer what the other end says to a test', async () => {
    const { operator, mail } = await open();
    await operator.api('PUT', 'operator/alert-receivers', {
      receivers: [
        ...receiver({ kind: 'mail', to: 'ops@example.com' }).receivers,
        {
          ...receiver({ kind: 'webhook', url: 'http://127.0.0.1:9/hook' }).receivers[0],
          id: ID.replace('8001', '8002'),
        },
      ],
    });
    const test = (id: string) => operator.api('POST', `operator/alert-receivers/${id}/test`);
    expect((await test(ID)).json()).toEqual({ outcome: 'delivered' });
    expect(mail.outbox.at(-1)).toMatchObject({ to: 'ops@example.com' });
    expect((await test('operator')).json()).toEqual({ outcome: 'delivered' });
    expect(mail.outbox.at(-1)).toMatchObject({ to: operator.email });
    const refused = await test(ID.replace('8001', '8002'));
    expect(refused.json()).toMatchObject({ outcome: 'refused' });
    expect((await test(ID.replace('8001', '8009'))).statusCode).toBe(404);
  });
});

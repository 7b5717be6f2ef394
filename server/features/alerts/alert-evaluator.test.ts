import { describe, expect, it } from 'vitest';
import type { AlertRuleChange } from '#shared/alerts/alert-rule-settings.ts';
import { createAlertRig } from '#tests/support/alert-rig.ts';
import { EMPTY_BOARD } from './alert-board.ts';
import { writeAlertMessage } from './alert-message.ts';
import { toPagerDutyEvent } from './pagerduty-event.ts';

function open(name: string, now: number) {
  return { name, isOpen: true, trippedAt: now };
}

function closed(name: string) {
  return { name, isOpen: false, trippedAt: null };
}

describe('a channel that is away', () => {
  it('gets everything soon after it is back', async () => {
    const rig = await createAlertRig();
    const one = rig.evaluator('one');
    rig.answer = { kind: 'retry', after: null, words: 'No connection' };
    rig.state.isRedisUp = false;
    await rig.pass(340, [one]);
    const { content } = await rig.documents.read('board');
    expect(content?.board.receivers.team).toMatchObject({ words: 'No connection' });
    rig.answer = { kind: 'delivered' };
    await rig.pass(30, [one]);
    expect(rig.told()).toEqual(['firing redis-unreachable host-a']);
    await rig.pass(300, [one]);
    expect(rig.told()).toHaveLength(1);
  });

  it('is given up where it refuses, and says why', async () => {
    const rig = await createAlertRig();
    const one = rig.evaluator('one');
    rig.answer = { kind: 'refused', words: 'invalid_token' };
    rig.state.isRedisUp = false;
    await rig.pass(60, [one]);
    const { content } = await rig.documents.read('board');
    expect(content?.board.outbox).toEqual([]);
    expect(content?.board.receivers.team).toMatchObject({ words: 'invalid_token' });
  });
});

describe('whether somebody evaluates', () => {
  it('is said at each evaluation, and no more when it ends', async () => {
    const rig = await createAlertRig();
    const beats: number[] = [];
    const one = rig.evaluator('one', { onEvaluated: () => beats.push(rig.clock.now()) });
    await rig.pass(60, [one]);
    expect(beats.length).toBe(6);
    await one.stop();
    rig.clock.advance(300_000);
    expect(beats.length).toBe(6);
  });

  it('is not said where rules cannot be read', async () => {
    const rig = await createAlertRig();
    const beats: number[] = [];
    const broken = () => Promise.reject(new Error('broken'));
    rig.history.sum = broken;
    rig.history.newest = broken;
    rig.history.count = broken;
    rig.state.circuits = [closed('cache')];
    const one = rig.evaluator('one', { onEvaluated: () => beats.push(rig.clock.now()) });
    await rig.pass(60, [one]);
    expect(beats).toEqual([]);
  });
});

describe('the time of the system', () => {
  it('is put back by an hour: what was pending fires, and what waits is sent', async () => {
    const rig = await createAlertRig();
    const one = rig.evaluator('one');
    rig.answer = { kind: 'retry', after: 240, words: 'Too many' };
    rig.state.circuits = [open('cache', rig.clock.now())];
    await rig.pass(10, [one]);
    rig.state.circuits = [];
    rig.state.isRedisUp = false;
    await rig.pass(20, [one]);
    rig.clock.advance(-3_600_000);
    rig.answer = { kind: 'delivered' };
    await rig.pass(60, [one]);
    expect(rig.told()).toEqual(['firing circuit-open cache', 'firing redis-unreachable host-a']);
    rig.state.isRedisUp = true;
    await rig.pass(10, [one]);
    rig.clock.advance(-3_600_000);
    await rig.pass(400, [one]);
    expect(rig.told().slice(2).toSorted()).toEqual([
      'resolved circuit-open cache',
      'resolved redis-unreachable host-a',
    ]);
  });
});

describe('what another version wrote', () => {
  it('with a rule that is not known here stops nothing', async () => {
    const rig = await createAlertRig();
    const alert = {
      id: 'x',
      rule: 'from-the-future' as 'circuit-open',
      subject: '',
      phase: 'firing',
      since: 0,
      badAt: rig.clock.now(),
      firedAt: 0,
      clearSince: null,
      value: 1,
      note: null,
      toldAt: 0,
      isAcknowledgementTold: false,
    } as const;
    const notice = {
      ...alert,
      kind: 'firing',
      alertId: 'x',
      firedAt: 0,
      resolvedAt: null,
      severity: 'page',
      threshold: 0,
    } as const;
    const message = {
      id: 'm',
      receiverId: 'team',
      notices: [notice],
      createdAt: 0,
      dueAt: 0,
      attempts: 0,
    };
    const board = { ...EMPTY_BOARD, alerts: [alert], outbox: [message] };
    await rig.documents.put('board', { holder: '', until: 0, board }, null);
    rig.state.isRedisUp = false;
    await rig.pass(60, [rig.evaluator('one')]);
    expect(rig.told()).toEqual(['firing redis-unreachable host-a']);
  });
});

describe('who is told', () => {
  it('is not known yet: what waits is kept until it is', async () => {
    const rig = await createAlertRig();
    rig.answer = { kind: 'retry', after: null, words: 'No connection' };
    rig.state.circuits = [open('cache', rig.clock.now())];
    const before = rig.evaluator('before');
    await rig.pass(10, [before]);
    await before.stop();
    let listed: typeof rig.receivers = [];
    const isReadable = false;
    const sent: string[] = [];
    const one = rig.evaluator('one', {
      receivers: {
        list: () => listed,
        async refresh() {
          if (!isReadable) throw new Error('not now');
          listed = rig.receivers;
        },
        async deliver({ notices }) {
          sent.push(...notices.map(({ kind, rule }) => `${kind} ${rule}`));
          return { kind: 'delivered' };
        },
      },
    });
    rig.state.isRedisUp = false;
    await rig.pass(60, [one]);
    expect(sent).toEqual(['firing circuit-open']);
  });
});

it('ends although a message is still on its way, and leaves it to another', async () => {
  const rig = await createAlertRig();
  const [one, two] = [
    rig.evaluator('one', {
      receivers: {
        list: () => rig.receivers,
        refresh: async () => {},
        deliver: () => new Promise(() => {}),
      },
    }),
    rig.evaluator('two'),
  ];
  rig.state.circuits = [open('cache', rig.clock.now())];
  await rig.pass(10, [one, two]);
  await one.stop();
  await rig.pass(10, [two]);
  expect(rig.told()).toEqual(['firing circuit-open cache']);
});

describe('rules that operators changed', () => {
  const REQUESTS = 'duetide_http_requests_total';

  async function openWith(...changes: AlertRuleChange[]) {
    const rig = await createAlertRig();
    rig.receivers = [
      { id: 'team', leastSeverity: 'warning', isIncidentService: false },
      { id: 'boss', leastSeverity: 'page', isIncidentService: false },
    ];
    const change = (next: readonly AlertRuleChange[]) =>
      rig.documents.change('rules', () => ({ changes: next }));
    await change(changes);
    return { rig, change, one: rig.evaluator('one') };
  }

  it('fire at another threshold, after another time, and tell whom that severity is for', async () => {
    const { rig, one } = await openWith({
      rule: 'error-rate',
      threshold: 0.3,
      for: 60,
      severity: 'page',
    });
    rig.history.sums.set(REQUESTS, 100).set(`${REQUESTS} status=5xx`, 4);
    await rig.pass(400, [one]);
    expect(rig.told()).toEqual([]);
    rig.history.sums.set(`${REQUESTS} status=5xx`, 31);
    await rig.pass(60, [one]);
    expect(rig.told()).toEqual([]);
    await rig.pass(20, [one]);
    expect(rig.sent.map(({ message }) => message.receiverId).toSorted()).toEqual(['boss', 'team']);
    const [message] = rig.sent.map(({ message: sent }) => sent);
    if (!message) throw new Error('nothing was sent');
    const { title, body } = writeAlertMessage(message, 'https://duetide.example');
    expect(title).toBe('[Firing, page] Requests fail');
    expect(body).toContain('Value: 31 %, alerts above 30 % (1 % by default)');
    expect(
      toPagerDutyEvent(message.notices[0] ?? 'none', { url: '', source: '', now: '' }),
    ).toMatchObject({
      severity: 'critical',
    });
  });

  it('need as many events as were asked for', async () => {
    const { rig, one, change } = await openWith({ rule: 'error-rate-high', minimumEvents: 5 });
    rig.history.sums.set(REQUESTS, 5).set(`${REQUESTS} status=5xx`, 5);
    await rig.pass(150, [one]);
    expect(rig.told()).toContain('firing error-rate-high');
    await change([{ rule: 'error-rate-high', minimumEvents: 6 }]);
    await rig.pass(400, [one]);
    expect(rig.told()).toContain('resolved error-rate-high');
  });

  it('are looked at no more when they are turned off, which ends what fires, and again when they are on', async () => {
    const { rig, one, change } = await openWith();
    rig.state.isRedisUp = false;
    await rig.pass(60, [one]);
    const team = () =>
      rig.sent
        .filter(({ message }) => message.receiverId === 'team')
        .map(({ message }) => message.notices[0]?.kind);
    expect(team()).toEqual(['firing']);
    await change([{ rule: 'redis-unreachable', isOn: false }]);
    await rig.pass(15, [one]);
    expect(team()).toEqual(['firing', 'resolved']);
    await rig.pass(300, [one]);
    expect(team()).toHaveLength(2);
    await change([]);
    await rig.pass(60, [one]);
    expect(team()).toEqual(['firing', 'resolved', 'firing']);
  });

  it('hold for whoever takes over', async () => {
    const { rig, one, change } = await openWith({ rule: 'redis-unreachable', for: 3_600 });
    const two = rig.evaluator('two');
    await rig.pass(20, [one, two]);
    await change([{ rule: 'redis-unreachable', isOn: false }]);
    await one.stop();
    rig.state.isRedisUp = false;
    await rig.pass(120, [two]);
    expect(rig.told()).toEqual([]);
  });
});

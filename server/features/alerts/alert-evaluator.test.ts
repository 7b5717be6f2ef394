import { describe, expect, it } from 'vitest';
import { createAlertRig } from '#tests/support/alert-rig.ts';
import { EMPTY_BOARD } from './alert-board.ts';

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

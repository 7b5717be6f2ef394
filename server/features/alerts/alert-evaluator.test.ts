import { describe, expect, it } from 'vitest';
import { createAlertRig } from '#tests/support/alert-rig.ts';
import { LEASE_MS, TURN_MS } from './alert-evaluator.ts';

const PAGES_ONLY = { id: 'boss', leastSeverity: 'page', isIncidentService: false } as const;
const SERVICE = { id: 'duty', leastSeverity: 'warning', isIncidentService: true } as const;

function open(name: string, now: number) {
  return { name, isOpen: true, trippedAt: now };
}

function closed(name: string) {
  return { name, isOpen: false, trippedAt: null };
}

describe('telling', () => {
  it('takes no longer than two minutes, and says when it is over', async () => {
    const rig = await createAlertRig();
    const one = rig.evaluator('one');
    await rig.pass(60, [one]);
    rig.state.isRedisUp = false;
    await rig.pass(120, [one]);
    expect(rig.told()).toEqual(['firing redis-unreachable host-a']);
    expect(rig.sent[0]?.at).toBeLessThanOrEqual(60 + 120);
    rig.state.isRedisUp = true;
    await rig.pass(400, [one]);
    expect(rig.told().slice(1)).toEqual(['resolved redis-unreachable host-a']);
    const [incident] = await rig.store.alerts.listIncidents({ from: 0, to: 9e12, limit: 9 });
    expect(incident).toMatchObject({ rule: 'redis-unreachable', severity: 'warning' });
    expect(incident?.resolvedAt).toBeGreaterThan(incident?.firedAt ?? Infinity);
  });

  it('holds a second alert back by nothing', async () => {
    const rig = await createAlertRig();
    const one = rig.evaluator('one');
    rig.state.circuits = [open('cache', rig.clock.now()), closed('mail')];
    await rig.pass(15, [one]);
    rig.state.circuits = [open('cache', 0), open('mail', rig.clock.now())];
    await rig.pass(120, [one]);
    const [first, second] = rig.sent;
    expect(rig.told().slice(0, 2)).toEqual([
      'firing circuit-open cache',
      'firing circuit-open mail',
    ]);
    expect(first?.at).toBeLessThanOrEqual(120);
    expect(second?.at).toBeLessThanOrEqual(17 + 120);
  });

  it('puts what fires at once into one message', async () => {
    const rig = await createAlertRig();
    rig.state.circuits = [open('cache', rig.clock.now()), open('mail', rig.clock.now())];
    await rig.pass(10, [rig.evaluator('one')]);
    expect(rig.sent).toHaveLength(1);
    expect(rig.told()).toHaveLength(2);
  });

  it('makes at most three messages of a fault that toggles thirty times in ten minutes', async () => {
    const rig = await createAlertRig();
    const one = rig.evaluator('one');
    for (let toggle = 0; toggle < 30; toggle += 1) {
      const isOpen = toggle % 2 === 0;
      rig.state.circuits = [isOpen ? open('cache', rig.clock.now()) : closed('cache')];
      await rig.pass(20, [one]);
    }
    expect(rig.sent.length).toBeLessThanOrEqual(3);
    rig.state.circuits = [closed('cache')];
    await rig.pass(600, [one]);
    expect(rig.sent.length).toBeLessThanOrEqual(3);
    expect(rig.told()).toEqual(['firing circuit-open cache', 'resolved circuit-open cache']);
  });

  it('gathers what comes after several messages, for half a minute and no longer', async () => {
    const rig = await createAlertRig();
    const one = rig.evaluator('one');
    const names: string[] = [];
    for (let number = 0; number < 12; number += 1) {
      names.push(`host-${number}`);
      rig.state.jobs = names.map((name) => ({
        name,
        givenUpAt: rig.clock.now(),
        error: 'no',
        late: 0,
      }));
      await rig.pass(10, [one]);
    }
    await rig.pass(40, [one]);
    expect(rig.told()).toHaveLength(12);
    expect(rig.sent.length).toBeLessThanOrEqual(7);
    for (const { at, message } of rig.sent) {
      for (const { subject } of message.notices) {
        const began = 10 * Number(subject.replace('host-', ''));
        expect(at - began).toBeLessThanOrEqual(60);
      }
    }
  });

  it('tells pages to who wants only pages, each alert alone to a service for people on call', async () => {
    const rig = await createAlertRig();
    rig.receivers = [PAGES_ONLY, SERVICE];
    const one = rig.evaluator('one');
    rig.state.circuits = [open('cache', rig.clock.now()), open('mail', rig.clock.now())];
    rig.state.isDatabaseUp = false;
    await rig.pass(50, [one]);
    const of = (id: string) => rig.sent.filter(({ message }) => message.receiverId === id);
    expect(of('boss').flatMap(({ message }) => message.notices.map(({ rule }) => rule))).toEqual([
      'database-unreachable',
    ]);
    expect(of('duty')).toHaveLength(3);
    for (const { message } of of('duty')) expect(message.notices).toHaveLength(1);
  });

  it('reminds of a page each hour until somebody takes care of it, and then says that it is over', async () => {
    const rig = await createAlertRig();
    rig.receivers = [PAGES_ONLY, SERVICE];
    const one = rig.evaluator('one');
    rig.state.isDatabaseUp = false;
    await rig.pass(3_700, [one]);
    const kinds = () =>
      rig.sent.map(({ message }) => `${message.receiverId} ${message.notices[0]?.kind}`);
    expect(kinds()).toEqual(['boss firing', 'duty firing', 'boss reminder', 'duty reminder']);
    const alertId = rig.sent[0]?.message.notices[0]?.alertId ?? '';
    await rig.documents.put(
      'quiet',
      { spans: [], acknowledgements: [{ alertId, at: rig.clock.now(), by: 'ada' }] },
      null,
    );
    await rig.pass(7_300, [one]);
    expect(kinds().slice(4)).toEqual(['duty acknowledged']);
    rig.state.isDatabaseUp = true;
    await rig.pass(400, [one]);
    expect(kinds().slice(5)).toEqual(['boss resolved', 'duty resolved']);
  });

  it('is quiet while it should be, and tells afterwards what still fires', async () => {
    const rig = await createAlertRig();
    const one = rig.evaluator('one');
    const span = {
      id: 's',
      kind: 'silence',
      reason: 'known',
      createdAt: 0,
      createdBy: 'ada',
    } as const;
    const until = rig.clock.now() + 600_000;
    await rig.documents.put(
      'quiet',
      { spans: [{ ...span, rule: 'redis-unreachable', from: 0, until }], acknowledgements: [] },
      null,
    );
    rig.state.isRedisUp = false;
    await rig.pass(590, [one]);
    expect(rig.told()).toEqual([]);
    await rig.pass(30, [one]);
    expect(rig.told()).toEqual(['firing redis-unreachable host-a']);
  });

  it('tells who comes later what fires by then', async () => {
    const rig = await createAlertRig();
    rig.receivers = [];
    const one = rig.evaluator('one');
    rig.state.isRedisUp = false;
    await rig.pass(100, [one]);
    rig.receivers = [{ id: 'new', leastSeverity: 'warning', isIncidentService: false }];
    await rig.pass(10, [one]);
    expect(rig.told()).toEqual(['firing redis-unreachable host-a']);
  });
});

describe('several instances', () => {
  it('evaluate one at a time, and tell once', async () => {
    const rig = await createAlertRig();
    const all = ['one', 'two', 'three'].map((name) => rig.evaluator(name));
    rig.state.isRedisUp = false;
    await rig.pass(200, all);
    expect(rig.told()).toEqual(['firing redis-unreachable host-a']);
    expect(new Set(rig.sent.map(({ by }) => by)).size).toBe(1);
  });

  it('go on within seconds where one fell silent, without telling again', async () => {
    const rig = await createAlertRig();
    const [one, two] = [rig.evaluator('one'), rig.evaluator('two')];
    await rig.pass(20, [one, two]);
    rig.state.isRedisUp = false;
    await rig.pass(20, [one, two]);
    // Pending by now; then its holder is killed.
    await rig.pass((LEASE_MS + 2 * TURN_MS) / 1_000 + 30, [two]);
    expect(rig.told()).toEqual(['firing redis-unreachable host-a']);
    expect(rig.sent[0]?.by).toBe('two');
    await rig.pass(100, [one, two]);
    expect(rig.told()).toHaveLength(1);
    rig.state.isRedisUp = true;
    await rig.pass(400, [one]);
    expect(rig.told().at(-1)).toBe('resolved redis-unreachable host-a');
  });

  it('leave it to another at once when they end', async () => {
    const rig = await createAlertRig();
    const [one, two] = [rig.evaluator('one'), rig.evaluator('two')];
    await rig.pass(20, [one, two]);
    await one.stop();
    rig.state.circuits = [open('cache', rig.clock.now())];
    await rig.pass(15, [two]);
    expect(rig.sent[0]?.by).toBe('two');
  });
});

describe('without the database', () => {
  it('tells all the same within two minutes, and stores it when the database is back', async () => {
    const rig = await createAlertRig();
    const one = rig.evaluator('one');
    await rig.pass(30, [one]);
    rig.isStoreUp = false;
    rig.state.isDatabaseUp = false;
    await rig.pass(120, [one]);
    expect(rig.told()).toEqual(['firing database-unreachable host-a']);
    expect(rig.sent[0]?.at).toBeLessThanOrEqual(30 + 120);
    rig.isStoreUp = true;
    rig.state.isDatabaseUp = true;
    await rig.pass(400, [one]);
    expect(rig.told().slice(1)).toEqual(['resolved database-unreachable host-a']);
    const incidents = await rig.store.alerts.listIncidents({ from: 0, to: 9e12, limit: 9 });
    expect(incidents.map(({ rule, resolvedAt }) => [rule, resolvedAt !== null])).toEqual([
      ['database-unreachable', true],
    ]);
  });

  it('somebody else tells where whoever evaluated went with it', async () => {
    const rig = await createAlertRig();
    const [one, two] = [rig.evaluator('one'), rig.evaluator('two')];
    await rig.pass(30, [one, two]);
    rig.isStoreUp = false;
    rig.state.isDatabaseUp = false;
    await rig.pass(120, [two]);
    expect(rig.sent.map(({ by }) => by)).toEqual(['two']);
    expect(rig.sent[0]?.at).toBeLessThanOrEqual(30 + 120);
    rig.isStoreUp = true;
    rig.state.isDatabaseUp = true;
    await rig.pass(400, [two]);
    expect(rig.told()).toEqual([
      'firing database-unreachable host-a',
      'resolved database-unreachable host-a',
    ]);
  });

  it('one of several speaks for all where they can agree', async () => {
    const rig = await createAlertRig();
    let speaker: string | null = null;
    const standingIn = (name: string) =>
      rig.evaluator(name, {
        async mayStandIn() {
          speaker ??= name;
          return speaker === name;
        },
      });
    const gone = rig.evaluator('gone');
    const left = ['two', 'three'].map(standingIn);
    await rig.pass(30, [gone, ...left]);
    rig.isStoreUp = false;
    rig.state.isDatabaseUp = false;
    await rig.pass(200, left);
    expect(rig.told()).toEqual(['firing database-unreachable host-a']);
  });
});

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

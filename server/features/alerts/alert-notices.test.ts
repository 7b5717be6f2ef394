import { describe, expect, it } from 'vitest';
import { createAlertRig } from '#tests/support/alert-rig.ts';

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

  it('tells of a page although somebody takes care of the warning that came before it', async () => {
    const rig = await createAlertRig();
    const one = rig.evaluator('one');
    const requests = 'duetide_http_requests_total';
    rig.history.sums.set(requests, 100).set(`${requests} status=5xx`, 2);
    await rig.pass(330, [one]);
    expect(rig.told()).toEqual(['firing error-rate']);
    const alertId = rig.sent[0]?.message.notices[0]?.alertId ?? '';
    const acknowledgements = [{ alertId, at: rig.clock.now(), by: 'ada' }];
    await rig.documents.put('quiet', { spans: [], acknowledgements }, null);
    rig.history.sums.set(`${requests} status=5xx`, 20);
    await rig.pass(150, [one]);
    expect(rig.told()).toEqual(['firing error-rate', 'firing error-rate-high']);
    rig.history.sums.set(`${requests} status=5xx`, 0);
    await rig.pass(400, [one]);
    expect(rig.told().slice(2).toSorted()).toEqual([
      'resolved error-rate',
      'resolved error-rate-high',
    ]);
  });

  it('sees what is bad among many things that are well', async () => {
    const rig = await createAlertRig();
    const one = rig.evaluator('one');
    const job = (name: string, givenUpAt: number | null) => ({
      name,
      givenUpAt,
      error: null,
      late: 0,
    });
    const well = Array.from({ length: 60 }, (_, number) => job(`well-${number}`, null));
    rig.state.jobs = [...well, job('bad', rig.clock.now())];
    await rig.pass(20, [one]);
    expect(rig.told()).toEqual(['firing job-failing bad']);
  });

  it('knows what fires by its name, although sixty other things go bad before it', async () => {
    const rig = await createAlertRig();
    const one = rig.evaluator('one');
    const job = (name: string) => ({ name, givenUpAt: rig.clock.now(), error: null, late: 0 });
    rig.state.jobs = [job('first')];
    await rig.pass(20, [one]);
    rig.state.jobs = [
      ...Array.from({ length: 60 }, (_, number) => job(`x-${number}`)),
      job('first'),
    ];
    await rig.pass(60, [one]);
    const { content } = await rig.documents.read('board');
    expect(content?.board.alerts).toHaveLength(50);
    rig.state.jobs = [];
    await rig.pass(400, [one]);
    const told = rig.told();
    expect(told.filter((each) => each === 'resolved job-failing first')).toHaveLength(1);
    expect(told.filter((each) => each.startsWith('resolved'))).toHaveLength(50);
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

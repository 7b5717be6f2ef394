import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { createAlertRig, createSetSignals } from '#tests/support/alert-rig.ts';
import { EMPTY_BOARD } from './alert-board.ts';
import { createAlertDocuments } from './alert-documents.ts';
import { createBoardKeeper, LEASE_MS, TURN_MS } from './board-keeper.ts';

function open(name: string, now: number) {
  return { name, isOpen: true, trippedAt: now };
}

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

  it('take over what somebody holds whose clock was an hour ahead, and who is gone', async () => {
    const rig = await createAlertRig();
    const until = rig.clock.now() + 3_600_000;
    await rig.documents.put('board', { holder: 'gone', until, board: EMPTY_BOARD }, null);
    rig.state.isRedisUp = false;
    await rig.pass(90, [rig.evaluator('one')]);
    expect(rig.told()).toEqual(['firing redis-unreachable host-a']);
  });

  it('leave it to somebody whose clock is an hour ahead, and who is there', async () => {
    const rig = await createAlertRig();
    const ahead = { now: () => rig.clock.now() + 3_600_000 };
    const [one, two] = [rig.evaluator('one', { clock: ahead }), rig.evaluator('two')];
    await rig.pass(100, [one, two]);
    rig.state.circuits = [open('cache', rig.clock.now())];
    await rig.pass(20, [one, two]);
    expect(rig.sent.map(({ by }) => by)).toEqual(['one']);
  });

  it('send nothing again that another has sent while they stood still', async () => {
    const rig = await createAlertRig();
    const [one, two] = [rig.evaluator('one'), rig.evaluator('two')];
    rig.answer = { kind: 'retry', after: null, words: 'No connection' };
    rig.state.circuits = [open('cache', rig.clock.now())];
    await rig.pass(20, [one, two]);
    rig.answer = { kind: 'delivered' };
    rig.state.circuits = [];
    await rig.pass(60, [two]);
    await two.stop();
    await rig.pass(400, [one]);
    expect(rig.told()).toEqual(['firing circuit-open cache', 'resolved circuit-open cache']);
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

  it('whoever told of it also says that it is over, whoever is there first by then', async () => {
    const rig = await createAlertRig();
    const [one, two] = [rig.evaluator('one'), rig.evaluator('two')];
    await rig.pass(30, [one, two]);
    rig.isStoreUp = false;
    rig.state.isDatabaseUp = false;
    await rig.pass(60, [two, one]);
    rig.isStoreUp = true;
    rig.state.isDatabaseUp = true;
    await rig.pass(400, [two, one]);
    expect(rig.told()).toEqual([
      'firing database-unreachable host-a',
      'resolved database-unreachable host-a',
    ]);
    const incidents = await rig.store.alerts.listIncidents({ from: 0, to: 9e12, limit: 9 });
    expect(incidents.map(({ resolvedAt }) => resolvedAt !== null)).toEqual([true]);
  });

  it('whoever alone had none takes back what it said, and begins nothing else', async () => {
    const rig = await createAlertRig();
    let isCut = false;
    const whileThere =
      <Given extends unknown[], Result>(call: (...given: Given) => Promise<Result>) =>
      async (...given: Given): Promise<Result> => {
        if (isCut) throw new AppError('unavailable');
        return call(...given);
      };
    const own = createSetSignals();
    const one = rig.evaluator('one', {
      documents: createAlertDocuments({
        ...rig.store.alerts,
        findDocument: whileThere(rig.store.alerts.findDocument),
        putDocument: whileThere(rig.store.alerts.putDocument),
      }),
      incidents: { putIncident: whileThere(rig.store.alerts.putIncident) },
      signals: { ...own.signals, hostName: 'host-one' },
    });
    const two = rig.evaluator('two');
    await rig.pass(30, [one, two]);
    isCut = true;
    own.state.isDatabaseUp = false;
    await rig.pass(100, [one, two]);
    expect(rig.sent.map(({ by }) => by)).toEqual(['one']);
    isCut = false;
    own.state.isDatabaseUp = true;
    await rig.pass(20, [one, two]);
    rig.state.circuits = [open('mail', rig.clock.now())];
    own.state.circuits = rig.state.circuits;
    await rig.pass(200, [one, two]);
    rig.state.circuits = [];
    own.state.circuits = [];
    await rig.pass(200, [one, two]);
    expect(rig.sent.map(({ by, message }) => [by, message.notices[0]?.kind])).toEqual([
      ['one', 'firing'],
      ['two', 'firing'],
      ['one', 'resolved'],
    ]);
    expect(rig.told()).toEqual([
      'firing database-unreachable host-one',
      'firing circuit-open mail',
      'resolved database-unreachable host-one',
    ]);
  });
});

describe('between a look and its end', () => {
  async function openKeeper() {
    const rig = await createAlertRig();
    const keeper = createBoardKeeper({
      documents: rig.documents,
      timers: { monotonic: () => 0 },
      holder: 'one',
      log: pino({ level: 'silent' }),
    });
    expect(await keeper.takeRole(rig.clock.now())).toBe('holder');
    keeper.board = { ...EMPTY_BOARD, evaluatedAt: rig.clock.now() };
    return { rig, keeper };
  }

  it('somebody else took over: nothing of it is acted on, nor given back', async () => {
    const { rig, keeper } = await openKeeper();
    const theirs = { holder: 'two', until: rig.clock.now() + LEASE_MS, board: EMPTY_BOARD };
    await rig.documents.change('board', () => theirs);
    expect(await keeper.save(rig.clock.now(), 'holder')).toBe(false);
    expect(keeper.board).toEqual(EMPTY_BOARD);
    await keeper.release();
    expect((await rig.documents.read('board')).content).toEqual(theirs);
  });

  it('the database went away: what is known is acted on', async () => {
    const { rig, keeper } = await openKeeper();
    rig.isStoreUp = false;
    expect(await keeper.save(rig.clock.now(), 'holder')).toBe(true);
    expect(keeper.isDatabaseAway).toBe(true);
    expect(await keeper.takeRole(rig.clock.now())).toBe('holder');
  });
});

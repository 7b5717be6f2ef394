import { expect, it } from 'vitest';
import { createSecretBox } from '#server/secrets/secret-box.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { EMPTY_BOARD } from './alert-board.ts';
import { createAlertDocuments } from './alert-documents.ts';
import type { DeliveryOutcome } from './alert-outbox.ts';
import { createReceiverVault } from './alert-receivers.ts';
import { createAlertService } from './alert-service.ts';
import type { Alert } from './alert-state.ts';
import { createReceiverService } from './receiver-service.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8001';
const KEY = 'a'.repeat(32);

async function open() {
  const clock = createSetClock('2026-11-21T12:00:00.000Z');
  const { alerts } = await openMemoryStore();
  const documents = createAlertDocuments(alerts);
  const service = createAlertService({ documents, incidents: alerts, clock });
  const setBoard = async (found: readonly Partial<Alert>[], receivers = {}) => {
    const present = await documents.read('board');
    const board = { ...EMPTY_BOARD, alerts: found as Alert[], receivers };
    await documents.put('board', { holder: '', until: 0, board }, present.version);
  };
  return { clock, alerts, documents, service, setBoard };
}

const firing = { rule: 'circuit-open', phase: 'firing', since: 1, firedAt: 2 } as const;

it('has every rule, also before anybody looked', async () => {
  const { service, setBoard } = await open();
  const { evaluatedAt, items } = await service.list();
  expect(evaluatedAt).toBeNull();
  expect(items.every(({ state }) => state === 'inactive')).toBe(true);
  await expect(service.acknowledge('circuit-open', 'ada')).rejects.toThrow();
  await setBoard([{ ...firing, id: 'a', phase: 'pending', firedAt: null, clearSince: null }]);
  const pending = (await service.list()).items.filter(({ state }) => state === 'pending');
  expect(pending).toMatchObject([{ rule: 'circuit-open', alerts: [{ firedAt: null }] }]);
});

it('acknowledges what fires by a rule, each once', async () => {
  const { service, documents, setBoard } = await open();
  await setBoard([
    { ...firing, id: 'a' },
    { ...firing, id: 'b', phase: 'pending' },
  ]);
  await service.acknowledge('circuit-open', 'ada');
  await setBoard([
    { ...firing, id: 'a' },
    { ...firing, id: 'c' },
  ]);
  expect(await service.acknowledge('circuit-open', 'bob')).toBe(2);
  const { content } = await documents.read('quiet');
  expect(content?.acknowledgements.map(({ alertId, by }) => `${alertId} ${by}`)).toEqual([
    'a ada',
    'c bob',
  ]);
});

it('tells of incidents how long they took', async () => {
  const { service, alerts } = await open();
  const incident = {
    rule: 'circuit-open',
    severity: 'warning',
    since: 1_000,
    firedAt: 2_000,
  } as const;
  const rest = { subject: '', value: null, note: null };
  await alerts.putIncident({ ...incident, ...rest, id: 'a', resolvedAt: 61_000 });
  await alerts.putIncident({ ...incident, ...rest, id: 'b', resolvedAt: null });
  const { items } = await service.history(0, 9_000_000);
  expect(items.map(({ id, seconds, resolvedAt }) => [id, seconds, resolvedAt])).toEqual([
    ['a', 60, '1970-01-01T00:01:01.000Z'],
    ['b', null, null],
  ]);
});

it('knows until when a rule is quiet, by silence or by maintenance, and how many may be planned', async () => {
  const { service, clock } = await open();
  const now = clock.now();
  const span = { kind: 'silence', reason: 'x', createdBy: 'ada', from: null } as const;
  await expect(service.endSpan('silence', 'none')).rejects.toThrow();
  await service.addSpan({ ...span, id: 's', rule: 'circuit-open', until: now + 1_000 });
  await service.addSpan({ ...span, id: 'm', kind: 'maintenance', rule: null, until: now + 2_000 });
  await service.addSpan({ ...span, id: 'other', rule: 'job-late', until: now + 9_000 });
  const of = async (rule: string) =>
    (await service.list()).items.find((each) => each.rule === rule)?.quietUntil;
  expect(await of('circuit-open')).toBe('2026-11-21T12:00:02.000Z');
  expect(await of('job-late')).toBe('2026-11-21T12:00:09.000Z');
  for (let at = 3; at < 100; at += 1) {
    await service.addSpan({ ...span, id: `s${at}`, rule: 'job-late', until: now + 9_000 });
  }
  const more = service.addSpan({ ...span, id: 'more', rule: 'job-late', until: now + 9_000 });
  await expect(more).rejects.toThrow();
});

it('says of receivers what became of the last message, and of a test what was answered', async () => {
  const { documents, setBoard } = await open();
  let address: string | null = null;
  let answer: DeliveryOutcome = { kind: 'delivered' };
  const vault = createReceiverVault(createSecretBox(KEY));
  const sender = { send: async () => answer, sendTest: async () => answer };
  const deps = { documents, sender, hasMail: false, operatorAddress: async () => address };
  const service = createReceiverService({ ...deps, vault, newId: () => ID });
  expect(await service.list()).toEqual({ version: 0, receivers: [], fallback: null });
  await expect(service.test('operator')).rejects.toThrow();
  await expect(service.test(ID)).rejects.toThrow();
  const settings = { kind: 'pagerduty', routingKey: 'R'.repeat(32) } as const;
  const given = { id: ID, name: 'Duty', leastSeverity: 'page', isOn: true, settings } as const;
  await service.put({ receivers: [given] }, 0);
  await expect(service.put({ receivers: [] }, 0)).rejects.toThrow();
  await setBoard([], {
    [ID]: { deliveredAt: 1_000, faultAt: 2_000, words: 'no' },
    operator: { deliveredAt: null, faultAt: 1, words: null },
  });
  address = 'ada@example.com';
  const { receivers, fallback } = await service.list();
  expect(receivers).toMatchObject([
    { deliveredAt: '1970-01-01T00:00:01.000Z', fault: { words: 'no' } },
  ]);
  expect(fallback).toMatchObject({ address, isReachable: false, deliveredAt: null, fault: null });
  expect(await service.test('operator')).toEqual({ outcome: 'delivered' });
  answer = { kind: 'refused', words: 'bad key' };
  expect(await service.test(ID)).toMatchObject({ outcome: 'refused', words: 'bad key' });
  answer = { kind: 'retry', after: null, words: 'away' };
  expect(await service.test(ID)).toMatchObject({ outcome: 'failed', isReached: false });
  answer = { kind: 'retry', after: 30, words: 'later' };
  expect(await service.test(ID)).toMatchObject({ isReached: true, retryAfter: 30 });
  const other = createReceiverVault(createSecretBox('b'.repeat(32)));
  const locked = createReceiverService({ ...deps, vault: other, newId: () => ID });
  expect(await locked.test(ID)).toMatchObject({ outcome: 'refused' });
});

it('does not overwrite receivers that somebody else put at the same moment', async () => {
  const { documents } = await open();
  const vault = createReceiverVault(createSecretBox(KEY));
  const sender = {
    send: async () => ({ kind: 'delivered' }) as const,
    sendTest: async () => ({ kind: 'delivered' }) as const,
  };
  const racing = {
    ...documents,
    async read(name: 'receivers') {
      const found = await documents.read(name);
      await documents.put(name, { receivers: [] }, found.version);
      return found;
    },
  };
  const service = createReceiverService({
    documents: racing as typeof documents,
    vault,
    sender,
    hasMail: true,
    operatorAddress: async () => null,
    newId: () => ID,
  });
  await expect(service.put({ receivers: [] }, undefined)).rejects.toThrow();
});

it('leaves out what another version wrote of a rule that is not known here', async () => {
  const { clock, alerts, documents, service, setBoard } = await open();
  const rule = 'from-the-future' as 'circuit-open';
  const at = { since: 0, firedAt: 0, resolvedAt: null, value: null, note: null };
  await alerts.putIncident({ ...at, id: 'x', rule, subject: '', severity: 'page' });
  await alerts.putIncident({ ...at, id: 'y', rule: 'job-late', subject: '', severity: 'page' });
  await setBoard([{ ...firing, id: 'a', rule }]);
  const until = clock.now() + 60_000;
  const span = { id: ID, kind: 'silence', rule, reason: 'known', from: 0, until } as const;
  const spans = [{ ...span, createdAt: 0, createdBy: 'ada' }];
  await documents.put('quiet', { spans, acknowledgements: [] }, null);
  expect((await service.history(0, clock.now())).items.map(({ id }) => id)).toEqual(['y']);
  expect((await service.list()).items.every(({ state }) => state === 'inactive')).toBe(true);
  expect(await service.spans('silence')).toEqual([]);
});

import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSecretBox } from '#server/secrets/secret-box.ts';
import { eventually } from '#tests/support/eventually.ts';
import { expectRefusal, stateOf } from '#tests/support/household-state.ts';
import { sampleUser } from '#tests/support/sample-records.ts';
import {
  createTestApp,
  type TestApp,
  type TestAppOptions,
  type TestMember,
} from '#tests/support/test-app.ts';
import { createReminderLinkTokens, type ReminderLink } from './reminder-link-token.ts';

const BEFORE = '2026-11-20T08:59:30.000Z';
const DUE = '2026-11-20T09:00:00.000Z';
const NETFLIX = {
  name: 'Netflix',
  cycle: { every: 1, unit: 'month' },
  anchor: '2026-11-21',
  prices: [{ amount: '15.49', currency: 'EUR' }],
  notice: { every: 1, unit: 'day' },
};
/** As the server of the tests has it. */
const tokens = createReminderLinkTokens(createSecretBox('only for tests, and only for tests'));
const NOTHING = '01990000-0000-7000-8000-00000000ffff';

let server: TestApp;
let ada: TestMember;
let channelId: string;
let id: string;
/** Of the message: to mark as paid, and to put off. */
let paid: string;
let later: string;

async function begin(options: TestAppOptions = {}): Promise<void> {
  server = await createTestApp({ now: BEFORE, ...options });
  ada = await server.signUp();
  const channel = { name: 'Mail', settings: { kind: 'mail' } };
  channelId = (await ada.api('POST', 'channels', channel)).json().id;
  const made = await ada.api('POST', 'subscriptions', NETFLIX);
  expect(made.statusCode, made.body).toBe(201);
  id = made.json().id;
  await server.settled();
  server.clock.set(DUE);
  server.wired.startJobs();
  await nextMail(1);
  [paid = '', later = ''] = linksIn(server.mail.outbox[0]?.text ?? '');
}

async function nextMail(count: number): Promise<void> {
  await eventually('the mail is there', 20_000, () => server.mail.outbox.length >= count);
}

function linksIn(text: string): string[] {
  return [...text.matchAll(/http:\/\/\S+\/reminder#([\w-]+)/g)].map(([, token = '']) => token);
}

const look = (token: string) => server.api('GET', `reminder-links/${token}`);
const use = (token: string, body?: object, headers = {}) =>
  server.api('POST', `reminder-links/${token}`, body, headers);
const ledger = () => server.store.payments.list(ada.householdId);
const refused = (ask: () => ReturnType<typeof look>, code: string, pointers?: string[]) =>
  expectRefusal({ store: server.store, householdId: ada.householdId }, ask, code, pointers);

/** Both ways in answer the same, and nothing is changed. */
async function isShut(token: string, code: string): Promise<void> {
  await refused(() => look(token), code);
  await refused(() => use(token), code);
  await refused(() => use(token, { until: 'tomorrow' }), code);
}

function forge(token: string, changes: Partial<ReminderLink>): string {
  const link = tokens.read(token);
  if (!link) throw new Error('This token is not ours');
  return tokens.write({ ...link, ...changes }) ?? '';
}

afterEach(() => server.close());

describe('a link to mark as paid', () => {
  beforeEach(() => begin());

  it('shows what the message said, and no more, to whoever has it', async () => {
    const reply = await look(paid);
    expect(reply.statusCode, reply.body).toBe(200);
    expect(reply.json()).toEqual({
      action: 'paid',
      kind: 'charge',
      subject: { id, name: 'Netflix' },
      on: '2026-11-21',
      price: { amount: '15.49', currency: 'EUR' },
      priceBefore: null,
      cancelBy: '2026-11-20',
      names: [],
      entry: null,
      choices: [],
    });
    expect(reply.headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });

  it('changes nothing by being looked at, and works afterwards', async () => {
    const before = await stateOf(server.store, ada.householdId);
    for (let time = 0; time < 3; time += 1) expect((await look(paid)).statusCode).toBe(200);
    expect(await stateOf(server.store, ada.householdId)).toEqual(before);
    expect((await use(paid)).statusCode).toBe(200);
  });

  it('enters that occurrence, at its price of that moment, and is used then', async () => {
    const path = `subscriptions/${id}/payments`;
    const before = (await ada.api('GET', path)).json().items;
    expect(before).toEqual([]);
    const reply = await use(paid, {});
    expect(reply.statusCode, reply.body).toBe(200);
    expect(reply.json()).toEqual({
      action: 'paid',
      entry: { status: 'paid', paidOn: '2026-11-20' },
      again: null,
    });
    expect((await ada.api('GET', path)).json().items).toMatchObject([
      {
        dueOn: '2026-11-21',
        status: 'paid',
        paidOn: '2026-11-20',
        amount: { amount: '15.49', currency: 'EUR' },
        isRecorded: true,
      },
    ]);
    await isShut(paid, 'link-used');
    const [entry] = await ledger();
    const price = { prices: [{ amount: '99.00', currency: 'EUR' }] };
    await ada.api('PATCH', `subscriptions/${id}`, price);
    expect(await ledger()).toEqual([entry]);
    await ada.api('DELETE', `${path}/2026-11-21`);
    await isShut(paid, 'link-used');
  });

  it('begins no session, and needs none', async () => {
    const own = await use(paid, undefined, ada.headers);
    expect(own.statusCode).toBe(200);
    for (const reply of [own, await look(later), await look(paid)]) {
      expect(reply.headers['set-cookie']).toBeUndefined();
    }
    const asMember = { authorization: `Bearer ${later}`, cookie: `duetide_session=${later}` };
    const reply = await server.api('GET', 'household', undefined, asMember);
    expect(reply.statusCode).toBe(401);
  });

  it('is not pressed by another site', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    await refused(() => use(paid, {}, foreign), 'foreign-origin');
    expect((await use(paid)).statusCode).toBe(200);
  });

  it('works for one of several who press at once', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => use(paid)));
    const statuses = replies.map(({ statusCode }) => statusCode).toSorted();
    expect(statuses).toEqual([200, 410, 410, 410, 410, 410, 410, 410]);
    expect(await ledger()).toMatchObject([{ version: 1 }]);
  });

  it('leaves alone what somebody entered in the app, and says so', async () => {
    await ada.api('PUT', `subscriptions/${id}/payments/2026-11-21`, { status: 'skipped' });
    expect((await look(paid)).json()).toMatchObject({ entry: 'skipped' });
    const before = await ledger();
    expect((await use(paid)).json()).toMatchObject({ entry: { status: 'skipped', paidOn: null } });
    expect(await ledger()).toEqual(before);
  });

  it.each([
    ['before it did anything', false],
    ['after it had done it', true],
  ])('works still when somebody died %s, and does it once', async (_when, isEntered) => {
    const link = tokens.read(paid);
    const [delivery] = await server.store.reminderDeliveries.listNewest(ada, { limit: 1 });
    const begun = { snoozeUntil: null, begunAt: DUE, doneAt: null };
    await server.store.reminderLinks.begin(ada.householdId, {
      id: `paid/${delivery?.id}`,
      ...begun,
    });
    if (isEntered) {
      const entry = { status: 'paid', paidOn: '2026-11-20', amount: NETFLIX.prices[0] };
      await ada.api('PUT', `subscriptions/${id}/payments/${link?.occurrence}`, entry);
    }
    expect((await look(paid)).statusCode).toBe(200);
    expect((await use(paid)).json()).toMatchObject({ entry: { status: 'paid' } });
    await isShut(paid, 'link-used');
    expect(await ledger()).toMatchObject([{ version: 1, status: 'paid', amountMinor: 1_549 }]);
  });

  it('puts nothing off', async () => {
    await refused(() => use(paid, { until: 'tomorrow' }), 'invalid-input', ['/until']);
    await refused(() => use(paid, { amount: '1.00' }), 'invalid-input', ['/amount']);
    expect((await use(paid)).statusCode).toBe(200);
  });
});

describe('a link', () => {
  beforeEach(() => begin());

  it('that was not signed here is as one that never was', async () => {
    const elsewhere = createReminderLinkTokens(createSecretBox('x'.repeat(40)));
    const link = tokens.read(paid) as ReminderLink;
    const last = paid.at(-1) === 'A' ? 'B' : 'A';
    const forged = [
      elsewhere.write(link) ?? '',
      `${paid.slice(0, -1)}${last}`,
      `${paid.slice(0, 40)}${later.slice(40)}`,
      'A'.repeat(paid.length),
      'x',
      'A'.repeat(300),
    ];
    const answers = new Set<string>();
    for (const token of forged) {
      await isShut(token, 'not-found');
      const { requestId: _, instance: __, ...problem } = (await look(token)).json();
      answers.add(JSON.stringify(problem));
    }
    expect(answers.size).toBe(1);
  });

  it('does nothing for another household, member, channel, thing or day', async () => {
    const bob = await server.signUp();
    const before = await stateOf(server.store, bob.householdId);
    const others: Partial<ReminderLink>[] = [
      { householdId: bob.householdId },
      { householdId: bob.householdId, userId: bob.userId },
      { userId: bob.userId },
      { channelId: NOTHING },
      { subjectId: NOTHING },
      { occurrence: '2026-12-21' },
      { on: '2026-11-22' },
      { occurrence: '2026-12-21', on: '2026-12-21' },
      { kind: 'unpaid' },
      { days: 2 },
      { snoozes: 1 },
      { fingerprint: new Uint8Array(8) },
    ];
    for (const changes of others) {
      await isShut(forge(paid, changes), 'link-outdated');
    }
    expect(await ledger()).toEqual([]);
    expect(await stateOf(server.store, bob.householdId)).toEqual(before);
  });

  it('ends some days after it could help', async () => {
    server.clock.set('2026-11-28T23:59:59.999Z');
    expect((await look(paid)).statusCode).toBe(200);
    server.clock.set('2026-11-29T00:00:00.000Z');
    await isShut(paid, 'link-expired');
    await isShut(later, 'link-expired');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['what it is about is deleted', () => ada.api('DELETE', `subscriptions/${id}`)],
    ['its price is another', () => change({ prices: [{ amount: '16.49', currency: 'EUR' }] })],
    ['it is called something else', () => change({ name: 'Netflix 4K' })],
    ['it falls due on another day', () => change({ anchor: '2026-11-22' })],
    ['it can be cancelled until another day', () => change({ notice: null })],
    ['its channel is deleted', () => ada.api('DELETE', `channels/${channelId}`)],
    [
      'its reader has left the household',
      async () => {
        await addOwner();
        await server.store.households.removeMember(ada.householdId, ada.userId);
      },
    ],
  ])('ends when %s', async (_what, happen) => {
    await happen();
    for (const token of [paid, later]) {
      await refused(() => look(token), 'link-outdated');
      await refused(() => use(token, { until: 'tomorrow' }), 'link-outdated');
    }
    expect(await ledger()).toEqual([]);
  });

  it('goes on when something else is changed', async () => {
    await change({ tags: ['video'], notes: 'shared with Bob' });
    expect((await look(paid)).body).not.toContain('shared');
    expect((await use(paid)).statusCode).toBe(200);
  });

  async function change(body: object): Promise<void> {
    const reply = await ada.api('PATCH', `subscriptions/${id}`, body);
    expect(reply.statusCode, reply.body).toBe(200);
  }

  async function addOwner(): Promise<void> {
    const user = sampleUser({ id: NOTHING, email: 'owner@example.com' });
    await server.store.users.insert(user);
    const { householdId } = ada;
    const owner = { householdId, userId: NOTHING, role: 'owner', createdAt: DUE } as const;
    await server.store.households.addMember(owner);
  }
});

describe('a link to put off', () => {
  beforeEach(() => begin());

  it('offers what still helps, and brings the reminder again then, once', async () => {
    const shown = (await look(later)).json();
    expect(shown).toMatchObject({ action: 'snooze', entry: null });
    expect(shown.choices).toEqual([
      { until: 'later-today', date: '2026-11-20', hour: 12 },
      { until: 'tomorrow', date: '2026-11-21', hour: 9 },
    ]);
    await refused(() => use(later), 'invalid-input', ['/until']);
    await refused(() => use(later, { until: 'in-3-days' }), 'invalid-input', ['/until']);
    await refused(() => use(later, { until: 'never' }), 'invalid-input', ['/until']);
    const body = { until: 'later-today' };
    const replies = await Promise.all([use(later, body), use(later, body), use(later, body)]);
    expect(replies.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 410, 410]);
    const won = replies.find(({ statusCode }) => statusCode === 200);
    expect(won?.json()).toEqual({
      action: 'snooze',
      entry: null,
      again: { date: '2026-11-20', hour: 12 },
    });
    await isShut(later, 'link-used');
    await server.settled();
    server.clock.set('2026-11-20T12:00:00.000Z');
    await nextMail(2);
    expect(server.mail.outbox[1]?.subject).toBe('Netflix: €15.49 tomorrow');
    const [again = '', laterAgain = ''] = linksIn(server.mail.outbox[1]?.text ?? '');
    expect(new Set([paid, later, again, laterAgain]).size).toBe(4);
    expect((await use(again)).statusCode).toBe(200);
    // The first message is of another delivery, and what is paid stays paid once.
    expect((await look(paid)).json()).toMatchObject({ entry: 'paid' });
    expect((await use(paid)).json()).toMatchObject({ entry: { status: 'paid' } });
    expect(await ledger()).toMatchObject([{ version: 1 }]);
  });
});

describe('links', () => {
  it('draw on the budget of attempts to sign in', async () => {
    await begin({ config: { RATE_LIMIT_AUTH: '3' } });
    const statuses = [];
    for (let time = 0; time < 4; time += 1) statuses.push((await look('x')).statusCode);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    await refused(() => use(paid), 'rate-limited');
  });

  it('leave no trace in the log', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
    await begin({ parts: { logOf: () => log } });
    await look(paid);
    await use(paid);
    await look(paid);
    await use(`${later}A`);
    await server.settled();
    expect(lines.filter((line) => line.includes('reminder-links')).length).toBeGreaterThan(3);
    for (const token of [paid, later]) {
      expect(lines.filter((line) => line.includes(token))).toEqual([]);
    }
  });

  it('are forgotten when they are too old to be used, with all that purging does', async () => {
    await begin();
    await use(paid);
    const [delivery] = await server.store.reminderDeliveries.listNewest(ada, { limit: 1 });
    const find = () => server.store.reminderLinks.find(ada.householdId, `paid/${delivery?.id}`);
    server.clock.set('2027-01-20T00:00:00.000Z');
    await server.wired.purge();
    expect(await find()).not.toBeNull();
    server.clock.set('2027-02-19T00:00:00.000Z');
    await server.wired.purge();
    expect(await find()).toBeNull();
  });
});

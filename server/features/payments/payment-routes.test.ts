import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Payment } from '#shared/schemas/subscription-schemas.ts';
import { expectRefusal } from '#tests/support/household-state.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

const GYM = {
  name: 'Gym',
  cycle: { every: 1, unit: 'month' },
  anchor: '2026-08-31',
  prices: [
    { amount: '20.00', currency: 'EUR' },
    { from: '2026-10-01', amount: '25.00', currency: 'EUR' },
  ],
};
const money = (amount: string, currency = 'EUR') => ({ amount, currency });

let server: TestApp;
let ada: TestMember;

/** It is 2026-11-20. */
beforeEach(async () => {
  server = await createTestApp();
  ada = await server.signUp();
});
afterEach(() => server.close());

async function add(wishes: object = {}): Promise<string> {
  const reply = await ada.api('POST', 'subscriptions', { ...GYM, ...wishes });
  expect(reply.statusCode, reply.body).toBe(201);
  return `subscriptions/${reply.json().id}/payments`;
}

async function list(path: string, query = ''): Promise<Payment[]> {
  const reply = await ada.api('GET', path + query);
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json().items;
}

const daysOf = (payments: Payment[]) => payments.map(({ dueOn, status }) => `${dueOn} ${status}`);

const planned = {
  status: 'paid',
  paidOn: null,
  isRecorded: false,
  version: null,
};

describe('the list of payments', () => {
  it('counts what is past as paid, newest first, at the price of its day', async () => {
    expect(await list(await add())).toEqual([
      {
        ...planned,
        dueOn: '2026-10-31',
        chargedOn: '2026-10-31',
        amount: money('25.00'),
        planned: money('25.00'),
      },
      {
        ...planned,
        dueOn: '2026-09-30',
        chargedOn: '2026-09-30',
        amount: money('20.00'),
        planned: money('20.00'),
      },
      {
        ...planned,
        dueOn: '2026-08-31',
        chargedOn: '2026-08-31',
        amount: money('20.00'),
        planned: money('20.00'),
      },
    ]);
  });

  it('shows what is due today as due, and what is to come not at all', async () => {
    const path = await add({ anchor: '2026-11-20', prices: [money('20.00')] });
    expect(daysOf(await list(path))).toEqual(['2026-11-20 due']);
    server.clock.set('2026-11-21T00:00:00.000Z');
    expect(daysOf(await list(path))).toEqual(['2026-11-20 paid']);
  });

  it('follows the charge where a weekend moves it', async () => {
    server.clock.set('2026-11-21T12:00:00.000Z');
    const prices = [money('20.00')];
    const weekend = (anchor: string, weekendRule: string) => add({ prices, anchor, weekendRule });
    const later = await weekend('2026-11-21', 'next-business-day');
    const earlier = await weekend('2026-11-22', 'previous-business-day');
    expect(daysOf(await list(later))).toEqual(['2026-11-21 due']);
    expect(daysOf(await list(earlier))).toEqual(['2026-11-22 paid']);
    expect((await list(earlier))[0]?.chargedOn).toBe('2026-11-20');
  });

  it('shows what was entered for a day to come', async () => {
    const path = await add();
    await ada.api('PUT', `${path}/2026-12-31`, { status: 'skipped' });
    expect(daysOf(await list(path))).toEqual([
      '2026-12-31 skipped',
      '2026-10-31 paid',
      '2026-09-30 paid',
      '2026-08-31 paid',
    ]);
  });

  it('leaves out pauses, what comes after the access date, and entries of days no longer due', async () => {
    const path = await add();
    await ada.api('PUT', `${path}/2026-09-30`, { status: 'skipped' });
    await ada.api('POST', path.replace('payments', 'pause'), {
      from: '2026-09-01',
      until: '2026-10-01',
    });
    expect(daysOf(await list(path))).toEqual(['2026-10-31 paid', '2026-08-31 paid']);
    await ada.api('POST', path.replace('payments', 'cancel'), {
      on: '2026-09-05',
      accessUntil: '2026-09-10',
    });
    expect(daysOf(await list(path))).toEqual(['2026-08-31 paid']);
  });

  it('pages back to the first, with entries ahead on the first page', async () => {
    const path = await add({ cycle: { every: 1, unit: 'week' }, anchor: '2020-01-06' });
    await ada.api('PUT', `${path}/2026-11-23`, { status: 'paid' });
    await ada.api('PUT', `${path}/2026-11-30`, { status: 'paid' });
    const whole: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = `?limit=7${cursor ? `&cursor=${cursor}` : ''}`;
      const page = (await ada.api('GET', path + query)).json();
      whole.push(...page.items.map(({ dueOn }: Payment) => dueOn));
      cursor = page.nextCursor;
    } while (cursor);
    expect(whole.slice(0, 3)).toEqual(['2026-11-30', '2026-11-23', '2026-11-16']);
    expect(whole.at(-1)).toBe('2020-01-06');
    expect(whole).toHaveLength(new Set(whole).size);
    expect(whole).toHaveLength(361);
  });
});

describe('entering a payment', () => {
  it('says what it really cost and when it was paid', async () => {
    const path = await add();
    const reply = await ada.api('PUT', `${path}/2026-09-30`, {
      status: 'paid',
      paidOn: '2026-10-02',
      amount: money('2000', 'JPY'),
    });
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({
      dueOn: '2026-09-30',
      chargedOn: '2026-09-30',
      status: 'paid',
      paidOn: '2026-10-02',
      amount: money('2000', 'JPY'),
      planned: money('20.00'),
      isRecorded: true,
      version: 1,
    });
    expect((await list(path))[1]).toEqual(reply.json());
  });

  it('replaces what was entered before', async () => {
    const path = `${await add()}/2026-09-30`;
    await ada.api('PUT', path, { status: 'paid', paidOn: '2026-10-02', amount: money('1.00') });
    expect((await ada.api('PUT', path, { status: 'skipped' })).json()).toMatchObject({
      status: 'skipped',
      paidOn: null,
      amount: money('20.00'),
      version: 2,
    });
  });

  it('honours If-Match, also where nothing was entered yet', async () => {
    const path = `${await add()}/2026-09-30`;
    const put = (ifMatch: string) =>
      ada.api('PUT', path, { status: 'skipped' }, { 'if-match': ifMatch });
    expect((await put('"1"')).statusCode).toBe(412);
    const first = await ada.api('PUT', path, { status: 'skipped' });
    expect(first.headers.etag).toMatch(/^"1-/);
    expect((await put(String(first.headers.etag))).statusCode).toBe(200);
    expect((await put('"1"')).statusCode).toBe(412);
    const remove = (ifMatch: string) => ada.api('DELETE', path, undefined, { 'if-match': ifMatch });
    expect((await remove('"1"')).statusCode).toBe(412);
    expect((await remove('"2"')).statusCode).toBe(204);
  });

  it('lets the last of many win, and counts each', async () => {
    const path = `${await add()}/2026-09-30`;
    const replies = await Promise.all(
      ['1.00', '2.00', '3.00'].map((amount) =>
        ada.api('PUT', path, { status: 'paid', amount: money(amount) }),
      ),
    );
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(replies.map((reply) => reply.json().version).sort()).toEqual([1, 2, 3]);
  });

  it('can be taken back', async () => {
    const path = await add();
    const before = await list(path);
    await ada.api('PUT', `${path}/2026-09-30`, { status: 'skipped' });
    expect((await ada.api('DELETE', `${path}/2026-09-30`)).statusCode).toBe(204);
    expect(await list(path)).toEqual(before);
    expect((await ada.api('DELETE', `${path}/2026-09-30`)).statusCode).toBe(404);
  });
});

describe('payments refuse', () => {
  it.for<[method: string, tail: string, body: unknown, pointers: string[]]>([
    ['PUT', '/2026-09-29', { status: 'paid' }, ['/params/dueOn']],
    ['PUT', '/2026-07-31', { status: 'paid' }, ['/params/dueOn']],
    ['PUT', '/2026-02-30', { status: 'paid' }, ['/params/dueOn']],
    ['PUT', '/2026-09-30', {}, ['/status']],
    ['PUT', '/2026-09-30', { status: 'due' }, ['/status']],
    ['PUT', '/2026-09-30', { status: 'paid', paidOn: '2026-02-30' }, ['/paidOn']],
    ['PUT', '/2026-09-30', { status: 'paid', amount: '5.00' }, ['/amount']],
    ['PUT', '/2026-09-30', { status: 'paid', amount: money('0.001') }, ['/amount/amount']],
    ['PUT', '/2026-09-30', { status: 'paid', amount: money('1', 'ZZZ') }, ['/amount/currency']],
    ['PUT', '/2026-09-30', { status: 'paid', note: 'x' }, ['/note']],
    ['PUT', '/2026-09-30', { status: 'skipped', paidOn: '2026-10-01' }, ['/paidOn']],
    ['PUT', '/2026-09-30', { status: 'skipped', amount: money('5.00') }, ['/amount']],
    ['DELETE', '/today', undefined, ['/params/dueOn']],
    ['GET', '?cursor=abc', undefined, ['/query/cursor']],
    ['GET', '?from=2026-01-01', undefined, ['/query/from']],
  ])('%s %s %j', async ([method, tail, body, pointers]) => {
    const path = await add();
    await expectRefusal(
      { store: server.store, householdId: ada.householdId },
      () => ada.api(method, path + tail, body),
      'invalid-input',
      pointers,
    );
  });

  it('say which day is due instead', async () => {
    const reply = await ada.api('PUT', `${await add()}/2026-09-29`, { status: 'paid' });
    expect(reply.json().errors[0].detail).toContain('2026-09-30');
  });
});

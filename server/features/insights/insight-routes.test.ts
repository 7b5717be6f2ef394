import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Calendar, Forecast, Summary } from '#shared/schemas/insight-schemas.ts';
import { expectRefusal } from '#tests/support/household-state.ts';
import { sampleRateSheet } from '#tests/support/sample-records.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

let server: TestApp;
let ada: TestMember;

/** It is 2026-11-20, in EUR. */
beforeEach(async () => {
  server = await createTestApp();
  ada = await server.signUp();
});
afterEach(() => server.close());

async function add(name: string, wishes: object = {}): Promise<string> {
  const reply = await ada.api('POST', 'subscriptions', {
    name,
    cycle: { every: 1, unit: 'month' },
    anchor: '2026-01-10',
    prices: [eur('10.00')],
    ...wishes,
  });
  expect(reply.statusCode, reply.body).toBe(201);
  return reply.json().id;
}

async function get<Answer>(path: string): Promise<Answer> {
  const reply = await ada.api('GET', path);
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json();
}

describe('the calendar', () => {
  it('lists what is charged day by day, with ledger, weekends and pauses', async () => {
    const gym = await add('Gym');
    await add('Rent', { anchor: '2026-01-01', weekendRule: 'next-business-day' });
    await add('Paused', { anchor: '2026-01-05' }).then((id) =>
      ada.api('POST', `subscriptions/${id}/pause`, { from: '2026-10-01' }),
    );
    const paid = { status: 'paid', amount: eur('12.50') };
    await ada.api('PUT', `subscriptions/${gym}/payments/2026-11-10`, paid);
    const calendar = await get<Calendar>('calendar?from=2026-11-01&to=2026-12-10');
    expect(calendar).toMatchObject({
      from: '2026-11-01',
      to: '2026-12-10',
      today: '2026-11-20',
      baseCurrency: 'EUR',
      total: eur('42.50'),
      unconverted: [],
      rates: [],
    });
    expect(
      calendar.days.map(({ date, items }) => [
        date,
        ...items.map(({ name, base, status }) => [name, base?.amount, status]),
      ]),
    ).toEqual([
      ['2026-11-02', ['Rent', '10.00', 'paid']],
      ['2026-11-10', ['Gym', '12.50', 'paid']],
      ['2026-12-01', ['Rent', '10.00', 'due']],
      ['2026-12-10', ['Gym', '10.00', 'due']],
    ]);
  });

  it('reaches 400 days and not further', async () => {
    await add('Daily', { cycle: { every: 1, unit: 'day' } });
    const whole = await get<Calendar>('calendar?from=2026-02-01&to=2027-03-07');
    expect(whole.days).toHaveLength(400);
    const context = { store: server.store, householdId: ada.householdId };
    const tooLong = () => ada.api('GET', 'calendar?from=2026-02-01&to=2027-03-08');
    await expectRefusal(context, tooLong, 'invalid-input', ['/query/to']);
  });

  it('says what it could not convert and why', async () => {
    const id = await add('Tokyo', { prices: [{ amount: '1000', currency: 'JPY' }] });
    await add('Gym');
    const calendar = await get<Calendar>('calendar?from=2026-11-01&to=2026-11-30');
    expect(calendar.total).toEqual(eur('10.00'));
    expect(calendar.unconverted).toEqual([
      {
        subscriptionId: id,
        name: 'Tokyo',
        amount: { amount: '1000', currency: 'JPY' },
        on: '2026-11-10',
        reason: 'rate-unknown',
      },
    ]);
  });
});

describe('the forecast', () => {
  it('adds up calendar months from the present one on', async () => {
    await add('Gym');
    await add('Insurance', {
      cycle: { every: 1, unit: 'year' },
      anchor: '2026-01-20',
      prices: [eur('120.00')],
    });
    const forecast = await get<Forecast>('forecast?months=3');
    expect(forecast.months.map(({ month, total, count }) => [month, total.amount, count])).toEqual([
      ['2026-11', '10.00', 1],
      ['2026-12', '10.00', 1],
      ['2027-01', '130.00', 2],
    ]);
    expect(forecast.total).toEqual(eur('150.00'));
  });

  it('shows 12 months unless asked otherwise', async () => {
    expect((await get<Forecast>('forecast')).months).toHaveLength(12);
    expect((await get<Forecast>('forecast?months=36')).months).toHaveLength(36);
  });
});

describe('the summary', () => {
  it('tells what a month costs, what is still due in this one, and where it goes', async () => {
    const [category] = (await get<{ items: { id: string }[] }>('categories')).items;
    await add('Gym', { categoryId: category?.id });
    await add('Rent', { anchor: '2026-01-25', prices: [eur('100.00')] });
    const summary = await get<Summary>('summary');
    expect(summary).toMatchObject({
      today: '2026-11-20',
      counts: { total: 2, active: 2, trial: 0, paused: 0, cancelled: 0, ended: 0 },
      monthlyCost: eur('110.00'),
      yearlyCost: eur('1320.00'),
      month: { month: '2026-11', due: eur('110.00'), paid: eur('10.00'), left: eur('100.00') },
    });
    expect(
      summary.byCategory.map(({ categoryId, monthlyCost }) => [categoryId, monthlyCost.amount]),
    ).toEqual([
      [null, '100.00'],
      [category?.id, '10.00'],
    ]);
    await ada.api('DELETE', `categories/${category?.id}`);
    expect((await get<Summary>('summary')).byCategory).toHaveLength(1);
  });

  it('follows the household’s currency and today', async () => {
    await add('Gym', { anchor: '2026-01-21' });
    await ada.api('PUT', 'rates/EUR/USD', { rate: '1.1', on: '2026-01-01' });
    expect((await get<Summary>('summary')).month.left).toEqual(eur('10.00'));
    await ada.api('PATCH', 'household', { baseCurrency: 'USD' });
    expect((await get<Summary>('summary')).month.left).toEqual({
      amount: '11.00',
      currency: 'USD',
    });
    await ada.api('PATCH', 'household', { timeZone: 'Pacific/Kiritimati' });
    expect((await get<Summary>('summary')).today).toBe('2026-11-21');
  });

  it('leaves out what lies in the trash', async () => {
    const id = await add('Gym');
    await ada.api('DELETE', `subscriptions/${id}`);
    expect((await get<Summary>('summary')).counts.total).toBe(0);
    await ada.api('POST', `subscriptions/${id}/restore`);
    expect((await get<Summary>('summary')).counts.total).toBe(1);
  });
});

describe('rates of a provider', () => {
  it('convert each charge with that of its day, and one entered by hand goes before them', async () => {
    const sheet = (on: CalendarDate, perEuro: Record<string, string>) =>
      sampleRateSheet({ on, perEuro });
    await server.store.providedRates.insertNew([
      sheet('2026-10-02', { USD: '2', GBP: '0.8' }),
      sheet('2026-11-19', { USD: '2.5' }),
    ]);
    await add('Netflix', { prices: [{ amount: '10.00', currency: 'USD' }] });
    const calendar = await get<Calendar>('calendar?from=2026-10-05&to=2026-10-31');
    expect(calendar.total).toEqual(eur('5.00'));
    expect(calendar.rates).toEqual([
      { from: 'EUR', to: 'USD', rate: '2', on: '2026-10-02', source: 'European Central Bank' },
    ]);
    expect((await get<Summary>('summary')).monthlyCost).toEqual(eur('4.00'));
    const ahead = await get<Calendar>('calendar?from=2027-01-01&to=2027-01-31');
    expect(ahead.total).toEqual(eur('4.00'));
    expect(ahead.rates).toEqual([expect.objectContaining({ on: '2026-11-19', rate: '2.5' })]);
    await ada.api('PUT', 'rates/USD/EUR', { rate: '0.6', on: '2026-10-01' });
    expect((await get<Summary>('summary')).monthlyCost).toEqual(eur('6.00'));
  });
});

it.for<[path: string, pointers: string[]]>([
  ['calendar', ['/query/from', '/query/to']],
  ['calendar?from=2026-02-30&to=2026-03-01', ['/query/from']],
  ['calendar?from=2026-03-02&to=2026-03-01', ['/query/to']],
  ['calendar?from=2026-03-01&to=2026-03-02&months=1', ['/query/months']],
  ['forecast?months=0', ['/query/months']],
  ['forecast?months=37', ['/query/months']],
  ['forecast?months=1.5', ['/query/months']],
  ['forecast?months=', ['/query/months']],
  ['forecast?year=2026', ['/query/year']],
])('GET %s is refused', ([path, pointers]) =>
  expectRefusal(
    { store: server.store, householdId: ada.householdId },
    () => ada.api('GET', path),
    'invalid-input',
    pointers,
  ),
);

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProvidedRatesView } from '#shared/schemas/rate-schemas.ts';
import { eventually } from '#tests/support/eventually.ts';
import { rateAnswer } from '#tests/support/rate-answers.ts';
import { type RecordingServer, startRecordingServer } from '#tests/support/recording-server.ts';
import { createTestApp, type TestApp, type TestMember } from '#tests/support/test-app.ts';

/** The European Central Bank and ExchangeRate-API, on this machine. */
let provider: RecordingServer;
let answers: Record<string, string | Buffer>;
let server: TestApp;
let ada: TestMember;

beforeEach(async () => {
  answers = {
    '/eurofxref-daily.xml': rateAnswer('ecb-daily.xml'),
    '/eurofxref-hist-90d.xml': rateAnswer('ecb-history.xml'),
    '/v6/latest/EUR': rateAnswer('open-er-api-latest.json'),
  };
  provider = await startRecordingServer({
    answer: ({ path }, response) => {
      const answer = answers[path];
      response.writeHead(answer === undefined ? 503 : 200).end(answer);
    },
  });
  server = await createTestApp({
    now: '2026-11-20T16:00:00.000Z',
    config: {
      RATE_PROVIDERS: `ecb=${provider.url},open-er-api=${provider.url}`,
      EGRESS_ALLOW: `127.0.0.1:${provider.port}`,
    },
  });
  ada = await server.signUp();
});
afterEach(async () => {
  await server.close();
  await provider.stop();
});

const get = async (): Promise<ProvidedRatesView> => (await ada.api('GET', 'rates/provided')).json();
const rateOf = async (currency: string) =>
  (await get()).rates.find((rate) => rate.currency === currency);
const monthly = async () => (await ada.api('GET', 'summary')).json().monthlyCost.amount;

/** As the job does it. */
async function begin(): Promise<void> {
  server.wired.startJobs();
  await eventually(
    'every provider was asked',
    10_000,
    async () =>
      (await server.store.jobs.list({ kind: 'fetch-rates', state: 'done', limit: 1 })).length > 0,
  );
}
const spend = (amount: string, currency: string) =>
  ada.api('POST', 'subscriptions', {
    name: 'Netflix',
    cycle: { every: 1, unit: 'month' },
    anchor: '2026-01-05',
    prices: [{ amount, currency }],
  });

describe('rates from outside', () => {
  it('are there soon after the first start, and count in every total', async () => {
    await spend('11.59', 'USD');
    expect(await monthly()).toBe('0.00');
    await begin();
    expect(await monthly()).toBe('10.00');
    const { rates } = (await ada.api('GET', 'summary')).json();
    expect(rates).toEqual([
      expect.objectContaining({ from: 'EUR', to: 'USD', source: 'European Central Bank' }),
      expect.objectContaining({ rate: '1.1589', on: '2026-11-20' }),
    ]);
  });

  it('are shown with provider, date and age', async () => {
    await begin();
    const { providers, heldBack, nextRefreshAt, rates } = await get();
    expect(providers).toEqual([
      {
        name: 'ecb',
        title: 'European Central Bank',
        homepage: expect.stringMatching(/^https:\/\/www\.ecb\.europa\.eu\//),
        newestOn: '2026-11-20',
        ageInDays: 0,
        answeredAt: '2026-11-20T16:00:00.000Z',
        fault: null,
      },
      expect.objectContaining({ name: 'open-er-api', title: 'ExchangeRate-API', fault: null }),
    ]);
    expect(heldBack).toEqual([]);
    expect(nextRefreshAt).toBe('2026-11-21T15:15:00.000Z');
    expect(rates.map(({ currency }) => currency)).toEqual(
      rates.map(({ currency }) => currency).toSorted(),
    );
    expect(rates).toHaveLength(64);
    expect(await rateOf('VND')).toEqual({
      currency: 'VND',
      from: 'EUR',
      to: 'VND',
      rate: '30487.6151',
      on: '2026-11-20',
      source: 'ExchangeRate-API',
      ageInDays: 0,
      isStale: false,
      isOverridden: false,
    });
    server.clock.set('2026-11-24T12:00:00.000Z');
    expect(await rateOf('USD')).toMatchObject({ ageInDays: 4, isStale: false });
    server.clock.set('2026-11-25T12:00:00.000Z');
    expect(await rateOf('USD')).toMatchObject({ ageInDays: 5, isStale: true });
  });

  it('are between each currency and the one of the household', async () => {
    await begin();
    await ada.api('PATCH', 'household', { baseCurrency: 'USD' });
    expect(await rateOf('EUR')).toMatchObject({ from: 'EUR', to: 'USD', rate: '1.1589' });
    expect(await rateOf('GBP')).toMatchObject({ from: 'GBP', to: 'USD', rate: '1.3118632556' });
    expect(await rateOf('USD')).toBeUndefined();
    await spend('10.00', 'GBP');
    expect(await monthly()).toBe('13.12');
  });

  it('give way to one that was entered by hand, until that is deleted', async () => {
    await begin();
    await spend('10.00', 'USD');
    await ada.api('PUT', 'rates/USD/EUR', { rate: '0.5', on: '2026-11-01' });
    expect(await monthly()).toBe('5.00');
    expect(await rateOf('USD')).toMatchObject({ rate: '1.1589', isOverridden: true });
    expect(await rateOf('GBP')).toMatchObject({ isOverridden: false });
    await ada.api('DELETE', 'rates/USD/EUR?on=2026-11-01');
    expect(await monthly()).toBe('8.63');
  });

  it('say what is wrong with a provider, and what was held back', async () => {
    answers['/eurofxref-daily.xml'] = 'Sorry';
    answers['/v6/latest/EUR'] = rateAnswer('open-er-api-latest.json')
      .toString()
      .replace('"USD":1.1589', '"USD":2.5');
    await server.store.providedRates.insertNew([
      {
        provider: 'open-er-api',
        on: '2026-11-19',
        fetchedAt: '2026-11-19T16:00:00.000Z',
        perEuro: { USD: '1.16' },
        heldBack: [],
      },
    ]);
    await begin();
    const { providers, heldBack } = await get();
    expect(providers[0]).toMatchObject({
      name: 'ecb',
      newestOn: null,
      ageInDays: null,
      answeredAt: null,
      fault: { at: '2026-11-20T16:00:00.000Z', words: 'The answer has no rates' },
    });
    expect(heldBack).toEqual([
      {
        source: 'ExchangeRate-API',
        currency: 'USD',
        on: '2026-11-20',
        rate: '2.5',
        before: '1.16',
        beforeOn: '2026-11-19',
      },
    ]);
    expect(await rateOf('USD')).toMatchObject({ rate: '1.16', on: '2026-11-19', ageInDays: 1 });
  });

  it('are asked for once, however many instances begin', async () => {
    await Promise.all([begin(), begin()]);
    const found = await server.store.jobs.list({ kind: 'fetch-rates', state: 'done', limit: 9 });
    expect(found).toHaveLength(1);
    expect(provider.requests.map(({ path }) => path).toSorted()).toEqual(
      Object.keys(answers).toSorted(),
    );
  });

  it('are planned for some time after they are published', async () => {
    await begin();
    const operator = await ada.api('POST', 'operator/jobs/plan-rates/run');
    expect(operator.statusCode, operator.body).toBe(202);
    const waiting = () =>
      server.store.jobs.list({ kind: 'fetch-rates', state: 'waiting', limit: 9 });
    await eventually('it is planned', 10_000, async () => (await waiting()).length > 0);
    const [job] = await waiting();
    const delay = Date.parse(job?.scheduledFor ?? '') - server.clock.now();
    expect(delay).toBeGreaterThanOrEqual(0);
    expect(delay).toBeLessThan(30 * 60_000);
  });
});

it('nobody is asked where RATE_PROVIDERS is off', async () => {
  await server.close();
  server = await createTestApp();
  ada = await server.signUp();
  server.wired.startJobs();
  await server.settled();
  expect(await get()).toEqual({ providers: [], rates: [], heldBack: [], nextRefreshAt: null });
  const waiting = await server.store.jobs.list({ kind: 'fetch-rates', state: 'waiting', limit: 9 });
  expect(waiting).toEqual([]);
});

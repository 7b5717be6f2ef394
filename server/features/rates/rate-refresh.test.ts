import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { RATE_DAY } from '#tests/support/rate-answers.ts';
import { createRateRig, type RateReply, type RateRig } from '#tests/support/rate-rig.ts';

const DAILY = '/eurofxref-daily.xml';
const HISTORY = '/eurofxref-hist-90d.xml';
const LATEST = '/v1/latest?base=EUR';
const OPEN = '/v6/latest/EUR';

let rig: RateRig;
afterEach(() => rig.close());

type Days = Record<string, Record<string, string>>;

function ecbXml(days: Days): string {
  const cubes = Object.entries(days).map(([on, rates]) => {
    const inner = Object.entries(rates).map(
      ([code, r]) => `<Cube currency='${code}' rate='${r}'/>`,
    );
    return `<Cube time='${on}'>${inner.join('')}</Cube>`;
  });
  return `<gesmes:Envelope><Cube>${cubes.join('')}</Cube></gesmes:Envelope>`;
}
const latestJson = (date: string, rates: Record<string, string>) => {
  const inner = Object.entries(rates).map(([code, rate]) => `"${code}":${rate}`);
  return `{"base":"EUR","date":"${date}","rates":{${inner.join()}}}`;
};
const daysJson = (days: Days) => {
  const inner = Object.entries(days).map(
    ([on, rates]) =>
      `"${on}":${JSON.stringify(rates)
        .replaceAll(':"', ':')
        .replaceAll(/"([,}])/g, '$1')}`,
  );
  return `{"base":"EUR","rates":{${inner.join()}}}`;
};

/** `rate by provider, day`; null where none is known. */
async function known(currency: string, on?: CalendarDate): Promise<string | null> {
  const found = (await rig.provided.tableFrom('2026-08-01')).find(currency, on);
  return found && `${found.rate} by ${found.provider}, ${found.on}`;
}
const stateOf = async (name: string) =>
  (await rig.store.providedRates.listStates()).find(({ provider }) => provider === name);

describe('the first time', () => {
  it('keeps 90 days, and asks each provider for what those before it do not know', async () => {
    rig = await createRateRig();
    await rig.run();
    expect(rig.asked()).toEqual([DAILY, HISTORY, LATEST, OPEN]);
    expect(await known('USD')).toBe('1.1589 by ecb, 2026-11-20');
    expect(await known('USD', '2026-08-24')).toMatch(/ by ecb, 2026-08-24$/);
    expect(await known('USD', '2026-08-23')).toBeNull();
    expect(await known('VND')).toBe('30487.6151 by open-er-api, 2026-11-20');
    const sheets = await rig.store.providedRates.list('2000-01-01');
    expect(sheets.map(({ provider }) => provider)).toEqual([
      ...Array.from({ length: 65 }, () => 'ecb'),
      'open-er-api',
    ]);
    expect(sheets.at(-1)?.perEuro.USD).toBeUndefined();
    expect(await rig.store.providedRates.listStates()).toEqual(
      ['ecb', 'frankfurter', 'open-er-api'].map((provider) => ({
        provider,
        answeredAt: '2026-11-20T16:00:00.000Z',
        faultAt: null,
        faultWords: null,
      })),
    );
  });

  it('on a weekend or a holiday there is nothing newer than the last day', async () => {
    rig = await createRateRig({ now: '2026-11-22T16:00:00.000Z', names: ['ecb'] });
    await rig.run();
    expect(await known('USD', '2026-11-22')).toBe('1.1589 by ecb, 2026-11-20');
  });
});

describe('each day', () => {
  it('the newest is enough, and over a weekend too', async () => {
    rig = await createRateRig({ names: ['ecb'] });
    await rig.run();
    await rig.run();
    expect(rig.asked()).toEqual([DAILY, HISTORY, DAILY]);
    rig.clock.set('2026-11-23T16:00:00.000Z');
    rig.replies['ecb-daily.xml'] = ecbXml({ '2026-11-23': { USD: '1.16' } });
    await rig.run();
    expect(rig.asked()).toEqual([DAILY]);
    expect(await known('USD')).toBe('1.16 by ecb, 2026-11-23');
    expect(await known('USD', '2026-11-22')).toBe('1.1589 by ecb, 2026-11-20');
  });

  it('what was missed is asked for as well', async () => {
    rig = await createRateRig({ names: ['ecb'] });
    await rig.run();
    rig.asked();
    rig.clock.set('2026-11-25T16:00:00.000Z');
    const days = { '2026-11-24': { USD: '1.17' }, '2026-11-23': { USD: '1.16' } };
    rig.replies['ecb-daily.xml'] = ecbXml({ '2026-11-25': { USD: '1.18' } });
    rig.replies['ecb-history.xml'] = ecbXml({ '2026-11-25': { USD: '1.18' }, ...days });
    await rig.run();
    expect(rig.asked()).toEqual([DAILY, HISTORY]);
    expect(await known('USD', '2026-11-23')).toBe('1.16 by ecb, 2026-11-23');
    expect(await known('USD', '2026-11-24')).toBe('1.17 by ecb, 2026-11-24');
    expect(await known('USD')).toBe('1.18 by ecb, 2026-11-25');
  });
});

describe('a provider is of no use if it', () => {
  const status =
    (code: number, headers = {}): RateReply =>
    (response: ServerResponse) => {
      response.writeHead(code, headers).end('Sorry');
    };
  it.each<[name: string, reply: RateReply, words: string]>([
    ['answers 500', status(500), 'It answered with 500'],
    ['answers 503', status(503), 'It answered with 503'],
    ['answers 429', status(429, { 'retry-after': '60' }), 'It answered with 429'],
    ['answers 204', status(204), 'It answered with 204'],
    ['answers nothing', '', 'The answer has no rates'],
    ['answers with half of it', '<gesmes:Envelope><Cube>', 'The answer breaks off'],
    ['answers with JSON', '{"rates":{"USD":1}}', 'The answer has no rates'],
    [
      'answers with a page',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>'),
      'It answered with a page instead of rates',
    ],
    [
      'redirects into a private network',
      status(302, { location: 'http://10.0.0.1/eurofxref-daily.xml' }),
      'This address points into a private network',
    ],
    [
      'redirects in a circle',
      status(301, { location: DAILY }),
      'The other end redirects too often',
    ],
    [
      'answers with far too much',
      (response) => response.end(`<gesmes:Envelope>${' '.repeat(300_000)}`),
      'The answer is too large',
    ],
    [
      'hangs up in between',
      (response) => {
        response.writeHead(200, { 'content-length': '9999' }).write('<gesmes:');
        response.socket?.end();
      },
      'The answer broke off or cannot be read',
    ],
    [
      'has rates of long ago',
      ecbXml({ '2026-11-11': { USD: '1.1' } }),
      'Its newest rates are of 2026-11-11, which is long ago',
    ],
    [
      'has rates of the future',
      ecbXml({ '2026-11-22': { USD: '1.1' } }),
      'Its newest rates are of 2026-11-22',
    ],
  ])('%s: the next one stands in', async (_name, reply, words) => {
    rig = await createRateRig();
    rig.replies['ecb-daily.xml'] = reply;
    await rig.run();
    expect(await stateOf('ecb')).toEqual({
      provider: 'ecb',
      answeredAt: null,
      faultAt: '2026-11-20T16:00:00.000Z',
      faultWords: words,
    });
    expect(rig.warnings).toEqual([{ provider: 'ecb', reason: words }]);
    expect(await known('USD')).toBe('1.1589 by frankfurter, 2026-11-20');
    expect(await known('USD', '2026-08-24')).toMatch(/ by frankfurter, 2026-08-24$/);
    expect(await known('VND')).toBe('30487.6151 by open-er-api, 2026-11-20');
  });

  it('does not answer in time', async () => {
    rig = await createRateRig({ callLimit: 300 });
    rig.replies['ecb-daily.xml'] = () => {};
    await rig.run();
    expect((await stateOf('ecb'))?.faultWords).toBe('It takes too long to answer');
    expect(await known('USD')).toBe('1.1589 by frankfurter, 2026-11-20');
  });

  it('fails again and again: then it is not even asked', async () => {
    rig = await createRateRig({ names: ['ecb'] });
    rig.replies['ecb-daily.xml'] = status(500);
    for (let time = 1; time <= 5; time += 1) await expect(rig.run()).rejects.toThrow('500');
    await expect(rig.run()).rejects.toThrow('left alone for a while');
    expect(rig.asked()).toHaveLength(5);
  });
});

describe('a redirect', () => {
  it('to another place of the provider is followed', async () => {
    rig = await createRateRig({ names: ['open-er-api'] });
    const place = `${rig.server.url}/v6/latest/EUR?again`;
    const reply = rig.replies['open-er-api-latest.json'];
    rig.replies['open-er-api-latest.json'] = (response) => {
      if (reply === undefined) delete rig.replies['open-er-api-latest.json'];
      response.writeHead(302, { location: place }).end();
    };
    await rig.run();
    expect(rig.asked()).toEqual([OPEN, `${OPEN}?again`]);
    expect(await known('VND')).toBe('30487.6151 by open-er-api, 2026-11-20');
  });
});

describe('when it comes back', () => {
  it('the first one counts again, also on days on which another stood in', async () => {
    rig = await createRateRig();
    rig.replies['ecb-daily.xml'] = ecbXml({});
    await rig.run();
    delete rig.replies['ecb-daily.xml'];
    await rig.run();
    expect(await known('USD')).toBe('1.1589 by ecb, 2026-11-20');
    expect(await stateOf('ecb')).toMatchObject({ faultAt: null, faultWords: null });
  });

  it('nobody is of use: what is known stays, and it is tried again', async () => {
    rig = await createRateRig();
    await rig.run();
    rig.clock.set('2026-11-23T16:00:00.000Z');
    await rig.server.stop();
    await expect(rig.run()).rejects.toThrow(
      'ecb: No connection could be made; frankfurter: No connection could be made; open-er-api',
    );
    expect(await known('USD', '2026-11-23')).toBe('1.1589 by ecb, 2026-11-20');
    expect(await stateOf('ecb')).toEqual({
      provider: 'ecb',
      answeredAt: '2026-11-20T16:00:00.000Z',
      faultAt: '2026-11-23T16:00:00.000Z',
      faultWords: 'No connection could be made',
    });
  });
});

describe('a rate that moved by more than a fifth', () => {
  const monday = '2026-11-23';
  const on = (day: string, gbp: string) => {
    rig.clock.set(`${day}T16:00:00.000Z`);
    rig.replies['ecb-daily.xml'] = ecbXml({ [day]: { USD: '1.16', GBP: gbp } });
    return rig.run();
  };

  it.each([
    ['1.0600', true],
    ['1.06009', false],
    ['0.7068', true],
    ['0.70671', false],
    ['8.834', false],
  ])('from 0.88340 to %s: believed is %s', async (gbp, isBelieved) => {
    rig = await createRateRig({ names: ['ecb'] });
    await rig.run();
    await on(monday, gbp);
    expect(await known('USD')).toBe(`1.16 by ecb, ${monday}`);
    expect(await known('GBP')).toBe(
      isBelieved ? `${gbp} by ecb, ${monday}` : '0.88340 by ecb, 2026-11-20',
    );
    const held = { currency: 'GBP', rate: gbp, before: '0.88340', beforeOn: RATE_DAY };
    expect((await rig.store.providedRates.findNewest('ecb'))?.heldBack).toEqual(
      isBelieved ? [] : [held],
    );
    expect(rig.warnings).toEqual(isBelieved ? [] : [{ provider: 'ecb', on: monday, ...held }]);
  });

  it('is believed once it stays where it is', async () => {
    rig = await createRateRig({ names: ['ecb'] });
    await rig.run();
    await on(monday, '1.77');
    await on('2026-11-24', '1.79');
    expect(await known('GBP')).toBe('1.79 by ecb, 2026-11-24');
    await on('2026-11-25', '1.80');
    expect(await known('GBP')).toBe('1.80 by ecb, 2026-11-25');
  });

  it('is forgotten once it is back', async () => {
    rig = await createRateRig({ names: ['ecb'] });
    await rig.run();
    await on(monday, '8.8');
    await on('2026-11-24', '0.88');
    expect(await known('GBP', monday)).toBe('0.88340 by ecb, 2026-11-20');
    expect(await known('GBP')).toBe('0.88 by ecb, 2026-11-24');
    expect((await rig.store.providedRates.findNewest('ecb'))?.heldBack).toEqual([]);
  });

  it('is asked of the next provider', async () => {
    rig = await createRateRig({ names: ['ecb', 'frankfurter'] });
    await rig.run();
    rig.replies['frankfurter-latest.json'] = latestJson(monday, { USD: '1.5', GBP: '0.89' });
    await on(monday, '8.8');
    expect(await known('GBP')).toBe(`0.89 by frankfurter, ${monday}`);
    expect(await known('USD')).toBe(`1.16 by ecb, ${monday}`);
  });

  it('is found among days of the past, too', async () => {
    rig = await createRateRig({ names: ['frankfurter'] });
    rig.replies['frankfurter-latest.json'] = latestJson(RATE_DAY, { USD: '1.1' });
    rig.replies['frankfurter-history.json'] = daysJson({
      '2026-11-17': { USD: '1.1' },
      '2026-11-18': { USD: '11' },
      '2026-11-19': { USD: '1.2' },
      [RATE_DAY]: { USD: '1.1' },
    });
    await rig.run();
    expect(await known('USD', '2026-11-18')).toBe('1.1 by frankfurter, 2026-11-17');
    expect(await known('USD', '2026-11-19')).toBe('1.2 by frankfurter, 2026-11-19');
  });

  it('since more than a week is no reason', async () => {
    rig = await createRateRig({ names: ['open-er-api'] });
    await rig.run();
    rig.clock.set('2026-11-28T16:00:00.000Z');
    const seconds = Date.parse('2026-11-28T00:00:00Z') / 1_000;
    rig.replies['open-er-api-latest.json'] =
      `{"result":"success","base_code":"EUR","time_last_update_unix":${seconds},"rates":{"USD":2}}`;
    await rig.run();
    expect(await known('USD')).toBe('2 by open-er-api, 2026-11-28');
  });
});

describe('several instances', () => {
  it('may refresh at the same time', async () => {
    rig = await createRateRig();
    const other = rig.newInstance();
    await Promise.all([rig.run(), rig.run(other.refresh)]);
    const sheets = await rig.store.providedRates.list('2000-01-01');
    const keys = sheets.map(({ provider, on }) => `${provider} ${on}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => key.startsWith('ecb'))).toHaveLength(65);
    for (const { provided } of [rig, other]) {
      expect((await provided.tableFrom(RATE_DAY)).find('USD')?.rate).toBe('1.1589');
    }
  });

  it('know after a restart what was stored', async () => {
    rig = await createRateRig();
    await rig.run();
    rig.asked();
    const { provided } = rig.newInstance();
    const book = await provided.bookFrom(RATE_DAY);
    expect(book.rateOn('USD', 'EUR', RATE_DAY, RATE_DAY)).toEqual({
      rate: { from: 'EUR', to: 'USD', rate: '1.1589', on: RATE_DAY, source: 'ecb' },
      isInverse: true,
    });
    expect(rig.asked()).toEqual([]);
  });
});

it('stops between providers when it is to end', async () => {
  rig = await createRateRig();
  const log = { info() {}, warn() {} };
  const end = AbortSignal.abort(new Error('The server stops'));
  await expect(rig.refresh.run(log, end)).rejects.toThrow('The server stops');
  expect(rig.asked()).toEqual([]);
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '#server/adapters/store/store.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { sampleInstant, sampleRateSheet, sampleRateState } from '#tests/support/sample-records.ts';
import { createProvidedRates, type ProvidedRates } from './provided-rates.ts';

const TODAY = '2026-11-20';
let store: Store;
/** Milliseconds. */
let now: number;
/** What was asked of the store. */
let asked: string[];
let background: Promise<void>[];
let provided: ProvidedRates;
let isAway: boolean;

beforeEach(async () => {
  store = await openMemoryStore();
  now = 0;
  asked = [];
  background = [];
  isAway = false;
  const { providedRates: real } = store;
  const watched =
    <Given extends unknown[], Answer>(name: string, work: (...given: Given) => Promise<Answer>) =>
    async (...given: Given) => {
      asked.push(name);
      if (isAway) throw new Error('The store is away');
      return work(...given);
    };
  provided = createProvidedRates({
    repository: {
      list: watched('list', real.list),
      findNewest: watched('findNewest', real.findNewest),
      listStates: watched('listStates', real.listStates),
    },
    order: ['ecb', 'open-er-api'],
    titleOf: (name) => name,
    firstVersion: 'none',
    inBackground: (_name, task) => background.push(task()),
    monotonic: () => now,
  });
});
afterEach(() => store.close());

async function publish(on: CalendarDate, usd: string, at: number, provider = 'ecb') {
  await store.providedRates.insertNew([sampleRateSheet({ provider, on, perEuro: { USD: usd } })]);
  const answeredAt = sampleInstant(at);
  await store.providedRates.putState(sampleRateState({ provider, answeredAt }));
}
const usd = async (from: CalendarDate = TODAY, on = from) =>
  (await provided.tableFrom(from)).find('USD', on)?.rate ?? null;

const READ = ['listStates', 'list', 'findNewest', 'findNewest'];

describe('what providers said', () => {
  it('is read once, with some months before, and asked nothing of the store after that', async () => {
    await publish('2026-08-20', '1.1', 1);
    await publish(TODAY, '1.2', 2);
    expect(await usd()).toBe('1.2');
    expect(asked).toEqual(READ);
    expect(await usd('2026-08-20')).toBe('1.1');
    expect(await usd('2026-10-01')).toBe('1.1');
    expect(asked).toEqual(READ);
  });

  it('is read again for days long ago, once for all who ask', async () => {
    await publish('2025-01-31', '1.1', 1);
    await publish(TODAY, '1.2', 2);
    await usd();
    asked = [];
    expect(await Promise.all([usd('2025-02-01'), usd('2025-03-01')])).toEqual(['1.1', '1.1']);
    expect(asked).toEqual(READ);
    expect(await usd()).toBe('1.2');
    expect(asked).toEqual(READ);
  });

  it('begins with the newest of each provider, however old it is', async () => {
    await publish('2020-01-02', '1.1', 1);
    await publish('2019-01-02', '1.3', 2, 'open-er-api');
    expect(await usd()).toBe('1.1');
    await store.providedRates.insertNew([
      sampleRateSheet({ provider: 'open-er-api', on: '2018-01-01', perEuro: { VND: '30000' } }),
    ]);
    expect((await provided.tableFrom('2018-06-01')).find('VND')?.on).toBe('2018-01-01');
  });

  it('that another instance stored is seen after a minute, by whoever comes next', async () => {
    await publish('2026-11-19', '1.1', 1);
    await usd();
    await publish(TODAY, '1.2', 2);
    now = 60_000;
    expect(await usd()).toBe('1.1');
    expect(background).toHaveLength(0);
    now = 60_001;
    expect(await usd()).toBe('1.1');
    await usd();
    expect(background).toHaveLength(1);
    await Promise.all(background);
    expect(await usd()).toBe('1.2');
  });

  it('is waited for where nobody looked for long', async () => {
    await publish('2026-11-19', '1.1', 1);
    await usd();
    await publish(TODAY, '1.2', 2);
    now = 300_001;
    asked = [];
    expect(await usd()).toBe('1.2');
    await usd();
    expect(asked).toEqual(['listStates', ...READ]);
  });

  it('is seen at once by whoever stored it', async () => {
    await provided.renew();
    expect(asked).toEqual([]);
    await publish('2026-11-19', '1.1', 1);
    await usd();
    await publish(TODAY, '1.2', 2);
    await provided.renew();
    expect(await usd()).toBe('1.2');
  });
});

describe('its version', () => {
  it('is another one whenever a provider has answered', async () => {
    expect(provided.version()).toBe('none');
    await publish('2026-11-19', '1.1', 1);
    await usd();
    const first = provided.version();
    expect(first).not.toBe('none');
    await publish(TODAY, '1.2', 2);
    now = 60_001;
    expect(provided.version()).toBe(first);
    await Promise.all(background);
    const second = provided.version();
    expect(second).not.toBe(first);
    await publish('2026-11-20', '1.2', 3, 'open-er-api');
    await provided.renew();
    expect([first, second, 'none']).not.toContain(provided.version());
  });

  it('is the same at all instances that know the same', async () => {
    await publish(TODAY, '1.2', 2);
    const other = createProvidedRates({
      repository: store.providedRates,
      order: ['ecb'],
      titleOf: (name) => name,
      firstVersion: 'nothing',
      inBackground: () => {},
    });
    await usd();
    await other.tableFrom('2026-01-01');
    expect(other.version()).toBe(provided.version());
  });

  it('stays while the store is away', async () => {
    await publish(TODAY, '1.2', 2);
    await usd();
    const version = provided.version();
    isAway = true;
    now = 60_001;
    expect(provided.version()).toBe(version);
    await Promise.all(background);
    expect(await usd()).toBe('1.2');
    now = 400_000;
    await expect(usd()).rejects.toThrow('away');
    isAway = false;
    expect(await usd()).toBe('1.2');
  });

  it('does not stay unknown because the store was away at first', async () => {
    isAway = true;
    await expect(usd()).rejects.toThrow('away');
    isAway = false;
    await publish(TODAY, '1.2', 2);
    expect(await usd()).toBe('1.2');
  });
});

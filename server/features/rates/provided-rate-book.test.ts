import { describe, expect, it } from 'vitest';
import { convert } from '#shared/money/conversion.ts';
import { sampleRateSheet } from '#tests/support/sample-records.ts';
import { createProvidedRateBook } from './provided-rate-book.ts';
import { createRateTable } from './rate-table.ts';

const ORDER = ['ecb', 'frankfurter'];
const sheet = (provider: string, on: string, perEuro: Record<string, string>) =>
  sampleRateSheet({ provider, on: on as '2026-01-01', perEuro });

const SHEETS = [
  sheet('ecb', '2026-11-20', { USD: '1.1589', GBP: '0.88340', JPY: '181.43' }),
  sheet('ecb', '2026-11-17', { USD: '1.1600', GBP: '0.88' }),
  sheet('frankfurter', '2026-11-20', { USD: '1.9', KWD: '0.355628' }),
  sheet('frankfurter', '2026-11-19', { USD: '1.17' }),
  sheet('gone', '2026-11-20', { USD: '5', VND: '30487.6151' }),
];
const table = createRateTable(SHEETS, ORDER);
const book = createProvidedRateBook(table, (name) => name.toUpperCase());
const TODAY = '2026-11-22';

describe('a table of rates', () => {
  it.each([
    ['USD', '2026-11-16', null],
    ['USD', '2026-11-17', '1.1600 ecb'],
    ['USD', '2026-11-18', '1.1600 ecb'],
    ['USD', '2026-11-19', '1.17 frankfurter'],
    ['USD', '2026-11-20', '1.1589 ecb'],
    ['USD', '2030-01-01', '1.1589 ecb'],
    ['USD', undefined, '1.1589 ecb'],
    ['VND', undefined, '30487.6151 gone'],
    ['CHF', undefined, null],
    ['CHF', '2026-11-20', null],
  ] as const)('knows %s on %s: %s', (currency, on, expected) => {
    const found = table.find(currency, on);
    expect(found && `${found.rate} ${found.provider}`).toBe(expected);
  });

  it('lists its currencies, and prefers by the order whatever comes first', () => {
    expect(table.currencies).toEqual(['GBP', 'JPY', 'KWD', 'USD', 'VND']);
    const other = createRateTable(SHEETS.toReversed(), ['frankfurter', 'ecb']);
    expect(other.find('USD')?.rate).toBe('1.9');
    expect(createRateTable(SHEETS, []).find('USD')?.provider).toBe('ecb');
  });
});

describe('a book of provided rates', () => {
  it('states a rate of the euro as it was published, whichever way is asked', () => {
    const rate = { from: 'EUR', to: 'USD', rate: '1.1589', on: '2026-11-20', source: 'ECB' };
    expect(book.rateOn('EUR', 'USD', TODAY, TODAY)).toEqual({ rate, isInverse: false });
    expect(book.rateOn('USD', 'EUR', TODAY, TODAY)).toEqual({ rate, isInverse: true });
  });

  it('crosses over the euro, stated of the dearer one, by both providers and the older day', () => {
    const crossed = book.rateOn('JPY', 'KWD', TODAY, TODAY);
    expect(crossed).toEqual({
      rate: {
        from: 'KWD',
        to: 'JPY',
        rate: '510.1679282846',
        on: '2026-11-20',
        source: 'ECB, FRANKFURTER',
      },
      isInverse: true,
    });
    expect(book.rateOn('GBP', 'USD', '2026-11-19', TODAY)?.rate).toMatchObject({
      rate: '1.3295454545',
      on: '2026-11-17',
    });
  });

  it('takes the newest for the future, and the last one before a day', () => {
    expect(book.rateOn('EUR', 'USD', '2026-12-24', TODAY)?.rate.on).toBe('2026-11-20');
    expect(book.rateOn('EUR', 'USD', '2026-11-18', TODAY)?.rate.on).toBe('2026-11-17');
    expect(book.rateOn('EUR', 'USD', '2026-11-16', TODAY)).toBeNull();
    expect(book.rateOn('GBP', 'KWD', '2026-11-18', TODAY)).toBeNull();
    expect(book.rateOn('CHF', 'USD', TODAY, TODAY)).toBeNull();
    expect(book.rateOn('EUR', 'EUR', TODAY, TODAY)).toBeNull();
  });

  it('names a rate once, however often it is asked for', () => {
    const asked = ['2026-11-20', '2026-11-21', '2027-01-01'].map(
      (on) => book.rateOn('GBP', 'USD', on as '2026-11-20', TODAY)?.rate,
    );
    expect(new Set(asked).size).toBe(1);
  });

  it('loses nothing that would show in an amount', () => {
    const conversion = book.rateOn('JPY', 'KWD', TODAY, TODAY);
    // 1,000,000 JPY in EUR, exactly, in KWD: 1,000,000 / 181.43 × 0.355628 = 1960.1388965441…
    expect(conversion && convert(1_000_000, conversion, 'JPY', 'KWD')).toBe(1_960_139n);
  });
});

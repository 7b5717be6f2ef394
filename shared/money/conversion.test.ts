import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { days, minorAmounts, rates } from '#shared/testing/arbitraries.ts';
import { type Conversion, convert, createRateBook } from './conversion.ts';
import { minorDigits } from './currencies.ts';
import type { Rate } from './rate.ts';

const TODAY = '2026-06-15';

function rate(on: CalendarDate, value: string, changes: Partial<Rate> = {}): Rate {
  return { from: 'USD', to: 'EUR', rate: value, on, source: 'manual', ...changes };
}
function at(value: string, isInverse = false): Conversion {
  return { rate: rate(TODAY, value), isInverse };
}

describe('rateOn', () => {
  const old = rate('2026-01-01', '0.90');
  const newer = rate('2026-05-01', '0.92');
  const announced = rate('2026-09-01', '0.95');
  const book = createRateBook([newer, announced, old]);

  test.each<[CalendarDate, Rate | undefined]>([
    ['2025-12-31', undefined],
    ['2026-01-01', old],
    ['2026-04-30', old],
    ['2026-05-01', newer],
    ['2026-06-15', newer],
    ['2026-06-16', announced],
    ['2030-01-01', announced],
  ])('on %s, today being 2026-06-15', (on, expected) => {
    expect(book.rateOn('USD', 'EUR', on, TODAY)?.rate).toBe(expected);
  });

  test('of the pair and the opposite one the newer counts, by dividing; of one day the pair', () => {
    const inverse = rate('2026-06-01', '1.10', { from: 'EUR', to: 'USD' });
    const both = createRateBook([old, inverse]);
    expect(both.rateOn('USD', 'EUR', TODAY, TODAY)).toEqual({ rate: inverse, isInverse: true });
    expect(both.rateOn('USD', 'EUR', '2026-05-31', TODAY)?.rate).toBe(old);
    expect(both.rateOn('EUR', 'USD', TODAY, TODAY)).toEqual({ rate: inverse, isInverse: false });
    const sameDay = createRateBook([inverse, rate(inverse.on, '0.91')]);
    expect(sameDay.rateOn('USD', 'EUR', TODAY, TODAY)?.rate.rate).toBe('0.91');
    expect(sameDay.rateOn('EUR', 'USD', TODAY, TODAY)?.rate).toBe(inverse);
    expect(book.rateOn('EUR', 'USD', TODAY, TODAY)).toEqual({ rate: newer, isInverse: true });
  });

  test('derives nothing over a third currency', () => {
    const crossed = createRateBook([
      rate('2026-01-01', '0.9'),
      rate('2026-01-01', '160', { from: 'EUR', to: 'JPY' }),
    ]);
    expect(crossed.rateOn('USD', 'JPY', TODAY, TODAY)).toBeNull();
    expect(createRateBook([]).rateOn('USD', 'EUR', TODAY, TODAY)).toBeNull();
  });

  test('of one day, what was entered by hand wins, then the provider first by name', () => {
    const manual = rate('2026-05-01', '0.1');
    const bank = rate('2026-05-01', '0.2', { source: 'bank' });
    const ecb = rate('2026-05-01', '0.3', { source: 'ecb' });
    for (const order of [
      [manual, bank, ecb],
      [ecb, bank, manual],
      [bank, manual, ecb],
    ]) {
      expect(createRateBook(order).rateOn('USD', 'EUR', TODAY, TODAY)?.rate).toBe(manual);
    }
    expect(createRateBook([ecb, bank]).rateOn('USD', 'EUR', TODAY, TODAY)?.rate).toBe(bank);
    expect(createRateBook([bank, ecb]).rateOn('USD', 'EUR', TODAY, TODAY)?.rate).toBe(bank);
  });

  test('what was entered by hand goes before newer rates of providers, from its day on', () => {
    const manual = rate('2026-05-01', '0.1');
    const provided = ['2026-04-01', '2026-05-02'].map((on) =>
      rate(on as CalendarDate, '1.1', { from: 'EUR', to: 'USD', source: 'ecb' }),
    );
    const mixed = createRateBook([...provided, manual]);
    expect(mixed.rateOn('USD', 'EUR', TODAY, TODAY)?.rate).toBe(manual);
    expect(mixed.rateOn('USD', 'EUR', '2030-01-01', TODAY)?.rate).toBe(manual);
    expect(mixed.rateOn('EUR', 'USD', '2026-05-01', TODAY)?.rate).toBe(manual);
    expect(mixed.rateOn('USD', 'EUR', '2026-04-30', TODAY)?.rate).toBe(provided[0]);
  });

  test('is what a plain search through all rates finds', () => {
    fc.assert(
      fc.property(fc.array(rates, { maxLength: 30 }), days, days, (all, on, today) => {
        const found = createRateBook(all).rateOn('USD', 'EUR', on, today);
        expect(found && [found.rate.on, found.isInverse]).toEqual(search(all, on, today));
      }),
      { numRuns: 500 },
    );
  });
});

describe('convert', () => {
  test.each<[number, string, string, Conversion, bigint]>([
    [1549, 'USD', 'EUR', at('0.9'), 1394n],
    [1000, 'USD', 'EUR', at('0.9215'), 922n],
    [1000, 'USD', 'EUR', at('0.9214'), 921n],
    [10, 'USD', 'EUR', at('0.95'), 10n],
    [10, 'USD', 'EUR', at('0.94999999'), 9n],
    [1549, 'USD', 'JPY', at('150'), 2324n],
    [100, 'JPY', 'EUR', at('0.00625'), 63n],
    [1000, 'KWD', 'JPY', at('487.4999'), 487n],
    [1, 'JPY', 'KWD', at('0.0020'), 2n],
    [1000, 'EUR', 'USD', at('0.8', true), 1250n],
    [100, 'EUR', 'USD', at('0.3', true), 333n],
    [0, 'USD', 'EUR', at('0.9'), 0n],
    [
      999_999_999_999_999,
      'KWD',
      'JPY',
      at('999999999999.9999999999'),
      999_999_999_999_998_999_999_900n,
    ],
  ])('%i %s to %s', (minor, from, to, conversion, expected) => {
    expect(convert(minor, conversion, from, to)).toBe(expected);
    expect(convert(-BigInt(minor), conversion, from, to)).toBe(-expected);
  });

  test('rounds half away from zero, by an exact comparison of fractions', () => {
    const pairs = fc.constantFrom(['USD', 'EUR'], ['JPY', 'KWD'], ['KWD', 'JPY'], ['EUR', 'JPY']);
    fc.assert(
      fc.property(
        minorAmounts,
        pairs,
        fc.integer({ min: 1, max: 2_000_000 }),
        fc.boolean(),
        fc.boolean(),
        (minor, [from = '', to = ''], millionths, isInverse, isNegative) => {
          const text = (millionths / 1e6).toFixed(6);
          const amount = isNegative ? -BigInt(minor) : BigInt(minor);
          const got = convert(amount, at(text, isInverse), from, to);
          const scale = 10n ** BigInt(minorDigits(to));
          const unit = 10n ** BigInt(minorDigits(from));
          const [up, down] = isInverse
            ? [amount * 1_000_000n * scale, BigInt(millionths) * unit]
            : [amount * BigInt(millionths) * scale, 1_000_000n * unit];
          expectHalfAwayFromZero(got, up, down);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test.each(['0', '0.000', '-1', '1e3', '', 'one', '1,5'])('refuses the rate %j', (value) => {
    expect(() => convert(1, at(value), 'USD', 'EUR')).toThrow(RangeError);
  });
});

/** |got − up/down| ≤ 1/2, and at exactly 1/2 the magnitude is the greater one. */
function expectHalfAwayFromZero(got: bigint, up: bigint, down: bigint): void {
  const distance = 2n * (got * down - up);
  const away = up < 0n ? -distance : distance;
  expect(away > -down && away <= down).toBe(true);
}

function search(all: Rate[], on: CalendarDate, today: CalendarDate) {
  for (const isManual of [true, false]) {
    const [newest] = all
      .filter((r) => [r.from, r.to].sort().join() === 'EUR,USD' && (on > today || r.on <= on))
      .filter((r) => (r.source === 'manual') === isManual)
      .map((r) => `${r.on} ${r.from}`)
      .sort()
      .reverse();
    if (newest) return [newest.slice(0, 10), newest.endsWith('EUR')];
  }
  return null;
}

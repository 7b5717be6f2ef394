import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromEpochDay } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { createFormatter } from './format.ts';

/** Intl separates with spaces that do not break; here they would only obscure. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('money is written as the locale does', () => {
  const money = { amount: '1234.50', currency: 'EUR' };
  expect(createFormatter('en-GB').money(money)).toBe('€1,234.50');
  expect(plain(createFormatter('de-DE').money(money))).toBe('1.234,50 €');
});

test('dollars say whose they are', () => {
  const money = { amount: '5.00', currency: 'CAD' };
  expect(createFormatter('en-US').money(money)).toBe('CA$5.00');
});

test('decimals are those of the currency', () => {
  const format = createFormatter('en-GB');
  expect(format.money({ amount: '1500', currency: 'JPY' })).toBe('JP¥1,500');
  expect(plain(format.money({ amount: '1.250', currency: 'KWD' }))).toBe('KWD 1.250');
  // CLDR would show none, but hundredths of it are charged.
  expect(plain(format.money({ amount: '10.25', currency: 'HUF' }))).toBe('HUF 10.25');
});

test('no digit of a large amount is lost', () => {
  const digits = fc.stringMatching(/^[1-9]\d{14,17}$/);
  const format = createFormatter('en-GB');
  fc.assert(
    fc.property(digits, fc.stringMatching(/^\d{2}$/), (whole, cents) => {
      const text = format.money({ amount: `${whole}.${cents}`, currency: 'EUR' });
      expect(text.replace(/[€,]/g, '')).toBe(`${whole}.${cents}`);
    }),
  );
});

test('a code that is no currency does not break the page', () => {
  expect(plain(createFormatter('en-GB').money({ amount: '3.5', currency: 'XXX' }))).toContain(
    '3.5',
  );
});

test('dates are written in words', () => {
  const format = createFormatter('en-GB');
  expect(format.date('2026-01-31')).toBe('31 Jan 2026');
  expect(format.fullDate('2028-02-29')).toBe('Tuesday, 29 February 2028');
  expect(format.monthAndYear('2026-11')).toBe('November 2026');
});

test('the day written is the day given, every day of a century', () => {
  const format = createFormatter('en-GB');
  fc.assert(
    fc.property(fc.integer({ min: -10_000, max: 40_000 }), (epochDay) => {
      const date = fromEpochDay(epochDay);
      expect(Number(format.dayOfMonth(date))).toBe(Number(date.slice(8)));
      expect(format.dayOfMonth(addDays(date, 1))).not.toBe(format.dayOfMonth(date));
    }),
  );
});

test.each(['America/Los_Angeles', 'Pacific/Kiritimati'])('the browser may be in %s', (zone) => {
  const script = `
    import { createFormatter } from '${new URL('./format.ts', import.meta.url)}';
    process.stdout.write(createFormatter('en-GB').date('2026-01-31'));`;
  const args = ['--input-type=module', '--eval', script];
  const written = execFileSync(process.execPath, args, { env: { TZ: zone }, encoding: 'utf8' });
  expect(written).toBe('31 Jan 2026');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crossRate } from './cross-rate.ts';

test.each([
  ['1', '1.0834', true, '1.0834'],
  ['1.0834', '1', false, '1.0834'],
  ['0.86', '1.0892', true, '1.2665116279'],
  ['1.5', '3', true, '2'],
  ['2.50', '2.5', true, '1'],
  ['0.3512', '28750.5', true, '81863.6104783599'],
  ['0.35', '1200000000', true, '3428571428.5714285714'],
])('%s and %s', (first, second, isFirstWorthMore, rate) => {
  expect(crossRate(first, second)).toEqual({ isFirstWorthMore, rate });
});

test.each(['0', '0.000', '-1', '1e3', '', 'NaN', '1,5'])('refuses %j', (value) => {
  expect(() => crossRate(value, '1')).toThrow(RangeError);
  expect(() => crossRate('1', value)).toThrow(RangeError);
});

test('is within half a unit of its last decimal, and the same from either side', () => {
  const decimals = fc
    .tuple(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.integer({ min: 0, max: 6 }))
    .map(([value, places]) => ({ value, places, text: textOf(value, places) }));
  fc.assert(
    fc.property(decimals, decimals, (first, second) => {
      const { isFirstWorthMore, rate } = crossRate(first.text, second.text);
      const [dear, cheap] = isFirstWorthMore ? [first, second] : [second, first];
      const [whole = '', fraction = ''] = rate.split('.');
      const got = BigInt(whole + fraction.padEnd(10, '0'));
      expect(got).toBeGreaterThanOrEqual(10n ** 10n);
      const exactUp = cheap.value * 10n ** BigInt(10 + dear.places);
      const exactDown = dear.value * 10n ** BigInt(cheap.places);
      const distance = 2n * (got * exactDown - exactUp);
      expect(distance > -exactDown && distance <= exactDown).toBe(true);
      expect(crossRate(second.text, first.text).rate).toBe(rate);
    }),
    { numRuns: 1_000 },
  );
});

function textOf(value: bigint, places: number): string {
  if (places === 0) return value.toString();
  const digits = value.toString().padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

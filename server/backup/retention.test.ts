import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expiredOf, type Retention } from './retention.ts';

const HOUR = 3_600_000;
const DEFAULT: Retention = { hourly: 24, daily: 7, weekly: 5, monthly: 12 };
const START = Date.parse('2025-01-01T00:30:00Z');

const anyRetention = fc.record({
  hourly: fc.nat(30),
  daily: fc.nat(10),
  weekly: fc.nat(6),
  monthly: fc.nat(13),
});
const anyInstants = fc.uniqueArray(fc.integer({ min: START, max: START + 500 * 24 * HOUR }), {
  maxLength: 200,
});

function keptOf(instants: readonly number[], retention: Retention): number[] {
  const expired = new Set(expiredOf(instants, retention));
  return instants.filter((instant) => !expired.has(instant));
}

describe('expiredOf', () => {
  it('keeps the last of each hour, day, week and month', () => {
    const hourly = Array.from({ length: 500 * 24 }, (_, hour) => START + hour * HOUR);
    const kept = keptOf(hourly, DEFAULT).map((instant) => new Date(instant).toISOString());
    expect(kept.slice(-24)).toEqual(
      hourly.slice(-24).map((instant) => new Date(instant).toISOString()),
    );
    expect(kept.slice(0, -24)).toEqual([
      ...['06-30', '07-31', '08-31', '09-30', '10-31', '11-30', '12-31'].map(
        (day) => `2025-${day}T23:30:00.000Z`,
      ),
      // Months again, then the Sundays of weeks, then days.
      ...['01-31', '02-28', '03-31', '04-19', '04-26', '04-30', '05-03', '05-09', '05-10'].map(
        (day) => `2026-${day}T23:30:00.000Z`,
      ),
      ...['05-11', '05-12', '05-13', '05-14'].map((day) => `2026-${day}T23:30:00.000Z`),
    ]);
  });

  it('always keeps the newest', () => {
    fc.assert(
      fc.property(anyInstants, anyRetention, (instants, retention) => {
        if (instants.length === 0) return expiredOf(instants, retention).length === 0;
        return keptOf(instants, retention).includes(Math.max(...instants));
      }),
    );
  });

  it('keeps no more than was asked for', () => {
    fc.assert(
      fc.property(anyInstants, anyRetention, (instants, retention) => {
        const asked = Object.values(retention).reduce((sum, number) => sum + number, 0);
        return keptOf(instants, retention).length <= Math.max(1, asked);
      }),
    );
  });

  it('comes to the same whether it is asked after each backup or at the end', () => {
    fc.assert(
      fc.property(anyInstants, anyRetention, (instants, retention) => {
        const inOrder = instants.toSorted((left, right) => left - right);
        let kept: number[] = [];
        for (const instant of inOrder) kept = keptOf([...kept, instant], retention);
        expect(kept).toEqual(keptOf(inOrder, retention));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeClock } from './clock-skew.ts';

const NOW = 1_795_000_000_750;

function levelOf(skew: number, { way = 0, precision = 0 } = {}) {
  const said = Math.floor((NOW + skew) / (precision || 1)) * (precision || 1);
  return judgeClock({
    whose: 'the database',
    said,
    precision,
    asked: NOW - way,
    answered: NOW + way,
  }).level;
}

describe('a clock', () => {
  it.each([
    [0, 'ok'],
    [1_999, 'ok'],
    [-1_999, 'ok'],
    [2_001, 'warning'],
    [-2_001, 'warning'],
    [30_000, 'warning'],
    [30_001, 'failure'],
    [-3_600_000, 'failure'],
  ])('that is %i ms off: %s', (skew, level) => {
    expect(levelOf(skew)).toBe(level);
  });

  it('is never blamed for the way there, or for rounding', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_990, max: 1_990 }),
        fc.integer({ min: 0, max: 9_000 }),
        fc.constantFrom(0, 1_000),
        (skew, way, precision) => {
          expect(levelOf(skew, { way, precision })).toBe('ok');
        },
      ),
    );
  });

  it('says in which direction', () => {
    const reading = { whose: 'x', precision: 0, asked: NOW, answered: NOW };
    expect(judgeClock({ ...reading, said: NOW + 5_000 }).message).toContain('5.0 s behind');
    expect(judgeClock({ ...reading, said: NOW - 50_000 }).message).toContain('50 s ahead of');
  });
});

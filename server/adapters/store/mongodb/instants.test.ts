import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstantText } from './instants.ts';

describe('toInstantText', () => {
  it('writes what a Date writes, over all that one can hold', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        expect(toInstantText(date.getTime())).toBe(date.toISOString());
      }),
    );
  });

  it.each([
    '1969-12-31T23:59:59.999Z',
    '1970-01-01T00:00:00.000Z',
    '2024-02-29T23:59:59.001Z',
    '0999-12-31T23:59:59.999Z',
    '1000-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
    '+010000-01-01T00:00:00.000Z',
  ])('%s', (instant) => {
    expect(toInstantText(Date.parse(instant))).toBe(instant);
    expect(toInstantText(Date.parse(instant))).toBe(instant);
  });
});

import fc from 'fast-check';
import { version } from 'uuid';
import { describe, expect, it } from 'vitest';
import { createIdSource } from './ids.ts';

describe('createIdSource', () => {
  it('makes UUIDv7 that sort by time and then by call, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 200 }), (steps) => {
        let now = Date.UTC(2026, 10, 20);
        const newId = createIdSource({ now: () => now });
        const ids = steps.map((step) => {
          // 0 stands still, 3 goes back.
          now += step === 3 ? -5 : step;
          return newId();
        });
        expect(ids.every((id) => version(id) === 7)).toBe(true);
        expect(new Set(ids).size).toBe(ids.length);
        expect([...ids].sort()).toEqual(ids);
      }),
    );
  });

  it('carries the time of the clock', () => {
    const now = Date.UTC(2026, 10, 20, 12);
    const id = createIdSource({ now: () => now })();
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { createSetClock } from '#tests/support/set-clock.ts';
import { cacheCases, keepingCases, reply } from './cache.contract.ts';
import { createCountedCache } from './counted-cache.ts';
import { createGraceCache } from './grace-cache.ts';
import { createMemoryCache } from './memory-cache.ts';

const newTally = () => ({ hits: 0, misses: 0, stale: 0 });

it.for([...cacheCases, ...keepingCases])('$title', ({ check }) =>
  check(createCountedCache(createMemoryCache({ maxBytes: 1_000_000 }), newTally())),
);

it('row 17: counts what an independent count finds', async () => {
  const actions = fc.record({
    household: fc.constantFrom('a', 'b'),
    key: fc.constantFrom('/list', '/summary', '/calendar'),
    at: fc.constantFrom('read', 'read', 'read', 'write', 'read while away'),
    together: fc.integer({ min: 1, max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(actions, { maxLength: 60 }), async (steps) => {
      const clock = createSetClock('2026-11-20T12:00:00.000Z');
      const near = createMemoryCache({ maxBytes: 1_000_000 });
      const tally = newTally();
      const graced = createGraceCache(near, { clock, maxBytes: 100_000 });
      const cache = createCountedCache(graced, tally);
      const seen = { computed: 0, stale: 0, asked: 0, failed: 0 };
      for (const { household, key, at, together } of steps) {
        if (at === 'write') {
          await cache.invalidate(household);
          continue;
        }
        const readers = at === 'read' ? together : 1;
        const read = async () => {
          seen.asked += 1;
          if (await cache.peek(household, key)) return;
          const given = await cache
            .getOrCompute(household, key, async () => {
              if (at !== 'read') throw new AppError('unavailable');
              seen.computed += 1;
              return reply('one');
            })
            .catch(() => null);
          if (!given) seen.failed += 1;
          else if (given.staleFor !== undefined) seen.stale += 1;
        };
        await Promise.all(Array.from({ length: readers }, read));
      }
      const misses = seen.computed + seen.failed;
      expect(tally).toEqual({
        hits: seen.asked - misses - seen.stale,
        misses,
        stale: seen.stale,
      });
    }),
    { numRuns: 300 },
  );
});

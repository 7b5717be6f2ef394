import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { occurrencesBetween } from '#shared/subscriptions/schedule.ts';
import { UNITS } from '#shared/subscriptions/subscription.ts';
import { sampleSubscription } from '#tests/support/sample-records.ts';
import { recentOccurrences } from './recent-occurrences.ts';

const date = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days));

it('is the end of the whole schedule, backwards', () => {
  fc.assert(
    fc.property(
      fc.record({
        anchor: date,
        cycle: fc.option(
          fc.record({ every: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom(...UNITS) }),
        ),
        pauses: fc.array(
          fc
            .record({ from: date, days: fc.integer({ min: 1, max: 9_000 }) })
            .map(({ from, days }) => ({ from, until: addDays(from, days) })),
          { maxLength: 3 },
        ),
        accessUntil: fc.option(date),
      }),
      date,
      fc.integer({ min: 0, max: 30 }),
      (changes, until, count) => {
        const cancelledOn = changes.accessUntil;
        const facts = sampleSubscription({ ...changes, cancelledOn });
        const whole = occurrencesBetween(facts, facts.anchor, until).reverse();
        expect(recentOccurrences(facts, until, count)).toEqual(whole.slice(0, count));
      },
    ),
  );
});

it('costs a page, not a century', () => {
  const facts = sampleSubscription({ anchor: '1900-01-01', cycle: { every: 1, unit: 'day' } });
  const started = performance.now();
  let found: CalendarDate[] = [];
  for (let count = 0; count < 100; count += 1) {
    found = recentOccurrences(facts, '2026-11-20', 51);
  }
  expect(found).toHaveLength(51);
  expect(found[0]).toBe('2026-11-20');
  expect(performance.now() - started).toBeLessThan(1_000);
});

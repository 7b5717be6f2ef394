import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { daysBetween } from '#shared/dates/date-arithmetic.ts';
import { datesBetween } from '#shared/testing/arbitraries.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { occurrencesBetween } from './schedule.ts';
import type { WeekendRule } from './subscription.ts';
import { chargeDate, MOST_DAYS_MOVED } from './weekend-rule.ts';

const dates = datesBetween('1900-01-01', '2200-12-31');

describe('chargeDate', () => {
  test.each<[CalendarDate, WeekendRule, CalendarDate]>([
    ['2026-11-20', 'next-business-day', '2026-11-20'],
    ['2026-11-21', 'next-business-day', '2026-11-23'],
    ['2026-11-22', 'next-business-day', '2026-11-23'],
    ['2026-11-23', 'next-business-day', '2026-11-23'],
    ['2026-11-20', 'previous-business-day', '2026-11-20'],
    ['2026-11-21', 'previous-business-day', '2026-11-20'],
    ['2026-11-22', 'previous-business-day', '2026-11-20'],
    ['2026-11-23', 'previous-business-day', '2026-11-23'],
    ['2026-11-21', 'none', '2026-11-21'],
    ['2026-11-22', 'none', '2026-11-22'],
    ['2026-01-31', 'next-business-day', '2026-02-02'],
    ['2026-02-01', 'previous-business-day', '2026-01-30'],
    ['2028-12-31', 'next-business-day', '2029-01-01'],
  ])('%s with %s is charged on %s', (dueOn, rule, expected) => {
    expect(chargeDate(dueOn, rule)).toBe(expected);
  });

  test('is the nearest business day in the direction of the rule', () => {
    fc.assert(
      fc.property(dates, (dueOn) => {
        for (const [rule, step] of [
          ['next-business-day', 1],
          ['previous-business-day', -1],
        ] as const) {
          let expected = Temporal.PlainDate.from(dueOn);
          while (expected.dayOfWeek > 5) expected = expected.add({ days: step });
          const charged = chargeDate(dueOn, rule);
          expect(charged).toBe(expected.toString());
          expect(Math.abs(daysBetween(dueOn, charged))).toBeLessThanOrEqual(MOST_DAYS_MOVED);
        }
        expect(chargeDate(dueOn, 'none')).toBe(dueOn);
      }),
      { numRuns: 500 },
    );
  });

  test('moves the charge, never the occurrence', () => {
    const moved = exampleSubscription({ weekendRule: 'next-business-day' });
    expect(occurrencesBetween(moved, '2026-01-01', '2026-03-31')).toEqual(
      occurrencesBetween(exampleSubscription(), '2026-01-01', '2026-03-31'),
    );
  });
});

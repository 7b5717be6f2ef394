import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays, minusCycle } from '#shared/dates/date-arithmetic.ts';
import { billingFacts, days } from '#shared/testing/arbitraries.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { cancelByDate, defaultAccessUntil, nextDeadline } from './cancellation.ts';
import { firstOccurrenceOnOrAfter, occurrencesBetween } from './schedule.ts';
import type { Cycle, Subscription } from './subscription.ts';

const MONTH: Cycle = { every: 1, unit: 'month' };
const YEAR: Cycle = { every: 1, unit: 'year' };

function cancelBy(today: CalendarDate, changes: Partial<Subscription>) {
  return cancelByDate(exampleSubscription({ notice: MONTH, ...changes }), today);
}

describe('cancelByDate', () => {
  test.each<[CalendarDate, Partial<Subscription>, CalendarDate | null]>([
    ['2026-03-01', {}, '2026-02-28'],
    ['2024-03-01', { anchor: '2024-01-31' }, '2024-02-29'],
    ['2026-03-01', { notice: { every: 30, unit: 'day' } }, '2026-03-01'],
    ['2026-03-01', { notice: { every: 2, unit: 'week' } }, '2026-03-17'],
    ['2026-03-01', { cycle: YEAR, notice: { every: 3, unit: 'month' } }, '2026-10-31'],
    ['2026-12-01', { cycle: YEAR, notice: { every: 3, unit: 'month' } }, '2026-10-31'],
    ['2026-01-31', {}, '2025-12-31'],
    ['2026-03-01', { minimumTermEndsOn: '2026-02-15' }, '2026-02-28'],
    ['2026-03-01', { minimumTermEndsOn: '2027-01-30' }, '2026-12-31'],
    ['2026-03-01', { minimumTermEndsOn: '2027-01-31' }, '2027-01-28'],
    ['2026-01-01', { cycle: null, anchor: '2026-07-31' }, '2026-06-30'],
    ['2026-08-01', { cycle: null, anchor: '2026-07-31' }, null],
    ['2026-03-01', { notice: null }, null],
    ['2026-03-01', { autoRenews: false }, null],
    ['2026-03-01', { cancelledOn: '2026-02-20', accessUntil: '2026-12-31' }, null],
    ['2026-03-01', { cancelledOn: '2026-09-20', accessUntil: '2026-12-31' }, null],
    ['2026-03-01', { pauses: [{ from: '2026-02-01', until: null }] }, null],
    ['2026-03-01', { pauses: [{ from: '2026-03-15', until: '2026-06-01' }] }, '2026-05-30'],
  ])('on %s with %j', (today, changes, expected) => {
    expect(cancelBy(today, changes)).toBe(expected);
  });

  test('is the notice before the first occurrence that can be avoided', () => {
    fc.assert(
      fc.property(billingFacts, days, (facts, today) => {
        const deadline = nextDeadline(facts, today);
        expect(cancelByDate(facts, today)).toBe(deadline?.cancelBy ?? null);
        if (deadline === null || facts.notice === null) return;
        const { avoids } = deadline;
        const term = facts.minimumTermEndsOn ?? '1000-01-01';
        expect(deadline.cancelBy).toBe(minusCycle(avoids, facts.notice));
        expect(avoids >= today && avoids > term).toBe(true);
        const start = today > term ? today : addDays(term, 1);
        expect(occurrencesBetween(facts, start, avoids)).toEqual([avoids]);
      }),
      { numRuns: 500 },
    );
  });

  test('is there whenever something falls due again and again, with notice', () => {
    fc.assert(
      fc.property(billingFacts, days, (facts, today) => {
        const running = { ...facts, cancelledOn: null, accessUntil: null, autoRenews: true };
        const open = { ...running, notice: MONTH, minimumTermEndsOn: null };
        expect(cancelByDate(open, today) === null).toBe(
          firstOccurrenceOnOrAfter(open, today) === null,
        );
      }),
    );
  });
});

describe('defaultAccessUntil', () => {
  test.each<[CalendarDate, Partial<Subscription>, CalendarDate]>([
    ['2026-02-10', {}, '2026-02-27'],
    ['2026-02-27', {}, '2026-02-27'],
    ['2026-02-28', {}, '2026-03-30'],
    ['2026-01-01', {}, '2026-01-30'],
    ['2026-06-01', { cycle: YEAR }, '2027-01-30'],
    ['2026-01-10', { anchor: '2026-01-15', trialEndsOn: '2026-01-14' }, '2026-01-14'],
    ['2026-06-01', { cycle: null }, '2026-06-01'],
    ['2026-02-10', { pauses: [{ from: '2026-02-01', until: null }] }, '2026-02-10'],
    ['2026-02-10', { pauses: [{ from: '2026-02-01', until: '2026-04-01' }] }, '2026-04-29'],
    ['2026-02-10', { cancelledOn: '2026-01-01', accessUntil: '2026-01-15' }, '2026-02-27'],
    ['9999-12-31', {}, '9999-12-31'],
  ])('cancelled on %s with %j', (on, changes, expected) => {
    expect(defaultAccessUntil(exampleSubscription(changes), on)).toBe(expected);
  });

  test('leaves no charge after the day of cancelling, and takes no day that was paid for', () => {
    fc.assert(
      fc.property(billingFacts, days, (facts, on) => {
        const accessUntil = defaultAccessUntil(facts, on);
        expect(accessUntil >= on).toBe(true);
        const cancelled = { ...facts, cancelledOn: on, accessUntil };
        expect(firstOccurrenceOnOrAfter(cancelled, addDays(on, 1))).toBeNull();
        const kept = { ...facts, cancelledOn: null, accessUntil: null };
        const next = firstOccurrenceOnOrAfter(kept, addDays(on, 1));
        expect(accessUntil).toBe(next === null ? on : addDays(next, -1));
      }),
    );
  });
});

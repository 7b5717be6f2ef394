import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { cycles, days, scheduleFacts } from '#shared/testing/arbitraries.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import {
  firstOccurrenceOnOrAfter,
  isOccurrence,
  nthOccurrence,
  occurrencesBetween,
} from './schedule.ts';
import { type Cycle, type Pause, type ScheduleFacts, UNITS, type Unit } from './subscription.ts';

const MONTHLY: Cycle = { every: 1, unit: 'month' };

function facts(changes: Partial<ScheduleFacts>): ScheduleFacts {
  return exampleSubscription(changes);
}

describe('counting from the anchor', () => {
  test.each<[CalendarDate, Cycle, CalendarDate[]]>([
    [
      '2026-01-31',
      MONTHLY,
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30'],
    ],
    ['2028-01-30', MONTHLY, ['2028-01-30', '2028-02-29', '2028-03-30', '2028-04-30']],
    [
      '2024-02-29',
      { every: 1, unit: 'year' },
      ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'],
    ],
    ['2096-02-29', { every: 4, unit: 'year' }, ['2096-02-29', '2100-02-28', '2104-02-29']],
    ['2025-11-30', { every: 3, unit: 'month' }, ['2025-11-30', '2026-02-28', '2026-05-30']],
    ['2024-02-29', { every: 12, unit: 'month' }, ['2024-02-29', '2025-02-28', '2026-02-28']],
    ['2026-12-24', { every: 1, unit: 'week' }, ['2026-12-24', '2026-12-31', '2027-01-07']],
    ['2028-02-27', { every: 2, unit: 'day' }, ['2028-02-27', '2028-02-29', '2028-03-02']],
  ])('%s, every %j', (anchor, cycle, expected) => {
    const schedule = facts({ anchor, cycle });
    expect(expected.map((_, k) => nthOccurrence(schedule, k))).toEqual(expected);
    expect(occurrencesBetween(schedule, anchor, expected.at(-1) ?? anchor)).toEqual(expected);
  });

  test.each(UNITS)('does not drift in 100 years, for every anchor day, by %s', (unit) => {
    for (let day = 1; day <= 31; day += 1) {
      const anchor = `2024-01-${`${day}`.padStart(2, '0')}` as CalendarDate;
      for (const every of [1, 2, 3, 6]) {
        const schedule = facts({ anchor, cycle: { every, unit } });
        const dates = occurrencesBetween(schedule, anchor, '2123-12-31');
        const wrong = dates.filter((date, k) => date !== platformDate(day, unit, k * every));
        expect(wrong).toEqual([]);
        expect(platformDate(day, unit, dates.length * every) > '2123-12-31').toBe(true);
      }
    }
  });

  test('agrees with Temporal for any anchor and cycle', () => {
    fc.assert(
      fc.property(scheduleFacts, cycles, fc.integer({ min: 0, max: 200 }), (any, cycle, k) => {
        const expected = Temporal.PlainDate.from(any.anchor).add({
          [`${cycle.unit}s`]: k * cycle.every,
        });
        fc.pre(expected.year <= 9999);
        expect(nthOccurrence({ ...any, cycle }, k)).toBe(expected.toString());
      }),
      { numRuns: 500 },
    );
  });

  test('begins at the anchor, not before', () => {
    const schedule = facts({});
    expect(occurrencesBetween(schedule, '2025-01-01', '2026-02-01')).toEqual(['2026-01-31']);
    expect(firstOccurrenceOnOrAfter(schedule, '1950-06-01')).toBe('2026-01-31');
  });

  test('takes both ends of the range, and nothing from a range that ends before it begins', () => {
    const schedule = facts({});
    expect(occurrencesBetween(schedule, '2026-02-28', '2026-03-31')).toHaveLength(2);
    expect(occurrencesBetween(schedule, '2026-03-01', '2026-03-30')).toEqual([]);
    expect(occurrencesBetween(schedule, '2026-03-31', '2026-01-31')).toEqual([]);
  });

  test('an unpaused year of days is as long as the year', () => {
    const daily = facts({ anchor: '2000-01-01', cycle: { every: 1, unit: 'day' } });
    expect(occurrencesBetween(daily, '2028-01-01', '2028-12-31')).toHaveLength(366);
  });
});

describe('paid once', () => {
  const once = facts({ cycle: null, anchor: '2026-05-05' });

  test('falls due on the anchor only', () => {
    expect(occurrencesBetween(once, '2000-01-01', '2100-01-01')).toEqual(['2026-05-05']);
    expect(firstOccurrenceOnOrAfter(once, '2026-05-05')).toBe('2026-05-05');
    expect(firstOccurrenceOnOrAfter(once, '2026-05-06')).toBeNull();
    expect(nthOccurrence(once, 0)).toBe('2026-05-05');
    expect(() => nthOccurrence(once, 1)).toThrow(RangeError);
  });

  test('does not happen in a pause, nor after the access date', () => {
    const pauses: Pause[] = [{ from: '2026-05-01', until: '2026-06-01' }];
    expect(firstOccurrenceOnOrAfter({ ...once, pauses }, '2026-01-01')).toBeNull();
    const over = { ...once, cancelledOn: '2026-04-01', accessUntil: '2026-05-04' } as const;
    expect(firstOccurrenceOnOrAfter(over, '2026-01-01')).toBeNull();
  });
});

describe('pauses', () => {
  const year = (pauses: Pause[], changes: Partial<ScheduleFacts> = {}) =>
    occurrencesBetween(facts({ ...changes, pauses }), '2026-01-01', '2026-06-30');

  test('take out what falls on their first day up to the day before their end', () => {
    expect(year([{ from: '2026-02-28', until: '2026-04-30' }])).toEqual([
      '2026-01-31',
      '2026-04-30',
      '2026-05-31',
      '2026-06-30',
    ]);
    expect(year([{ from: '2026-03-01', until: '2026-05-01' }])).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-05-31',
      '2026-06-30',
    ]);
  });

  test('between two occurrences change nothing, and never move what follows', () => {
    expect(year([{ from: '2026-02-01', until: '2026-02-28' }])).toEqual(year([]));
    expect(year([{ from: '2026-01-31', until: '2026-02-01' }])).toEqual(year([]).slice(1));
  });

  test('without end stop everything', () => {
    const pauses: Pause[] = [{ from: '2026-03-31', until: null }];
    expect(year(pauses)).toEqual(['2026-01-31', '2026-02-28']);
    expect(firstOccurrenceOnOrAfter(facts({ pauses }), '2026-03-01')).toBeNull();
  });

  test('may overlap, touch and stand in any order', () => {
    const overlapping: Pause[] = [
      { from: '2026-04-01', until: '2026-05-31' },
      { from: '2026-02-01', until: '2026-04-15' },
      { from: '2026-02-10', until: '2026-02-12' },
    ];
    expect(year(overlapping)).toEqual(['2026-01-31', '2026-05-31', '2026-06-30']);
    expect(firstOccurrenceOnOrAfter(facts({ pauses: overlapping }), '2026-02-01')).toBe(
      '2026-05-31',
    );
  });

  test('of centuries are jumped over, not walked through', () => {
    const daily = facts({
      anchor: '1900-01-01',
      cycle: { every: 1, unit: 'day' },
      pauses: [{ from: '1900-01-02', until: '9000-01-01' }],
    });
    const start = performance.now();
    for (let run = 0; run < 1_000; run += 1) firstOccurrenceOnOrAfter(daily, '1900-01-02');
    expect(performance.now() - start).toBeLessThan(500);
    expect(firstOccurrenceOnOrAfter(daily, '1900-01-02')).toBe('9000-01-01');
    expect(occurrencesBetween(daily, '1900-01-01', '9000-01-02')).toEqual([
      '1900-01-01',
      '9000-01-01',
      '9000-01-02',
    ]);
  });
});

describe('cancellation', () => {
  test('an occurrence on the access date happens, one after it does not', () => {
    const until = (accessUntil: CalendarDate) =>
      occurrencesBetween(
        facts({ cancelledOn: '2026-02-01', accessUntil }),
        '2026-01-01',
        '2027-01-01',
      );
    expect(until('2026-03-31')).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
    expect(until('2026-03-30')).toEqual(['2026-01-31', '2026-02-28']);
  });

  test('before the anchor leaves nothing', () => {
    const never = facts({ cancelledOn: '2026-01-01', accessUntil: '2026-01-30' });
    expect(firstOccurrenceOnOrAfter(never, '2025-01-01')).toBeNull();
  });
});

describe('the end of the calendar', () => {
  test.each(UNITS)('is no fault, in steps of 999 of %s', (unit) => {
    const slow = facts({ anchor: '2200-12-31', cycle: { every: 999, unit } });
    expect(firstOccurrenceOnOrAfter(slow, '9999-12-31') ?? '9999-12-31').toBe('9999-12-31');
    expect(nthOccurrence(slow, Number.MAX_SAFE_INTEGER)).toBe('9999-12-31');
    expect(occurrencesBetween(slow, '1000-01-01', '9999-12-31')[0]).toBe('2200-12-31');
  });

  test('comes before the next occurrence', () => {
    const slow = facts({ anchor: '2026-01-31', cycle: { every: 999, unit: 'year' } });
    expect(nthOccurrence(slow, 1)).toBe('3025-01-31');
    expect(nthOccurrence(slow, 7)).toBe('9019-01-31');
    expect(nthOccurrence(slow, 8)).toBe('9999-12-31');
    expect(firstOccurrenceOnOrAfter(slow, '9019-02-01')).toBeNull();
    expect(occurrencesBetween(slow, '9019-02-01', '9999-12-31')).toEqual([]);
  });
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('there is no occurrence %d', (k) => {
  expect(() => nthOccurrence(facts({}), k)).toThrow(RangeError);
});

describe('for any facts', () => {
  test('a range has what a plain filter over the raw occurrences leaves', () => {
    fc.assert(
      fc.property(scheduleFacts, days, fc.integer({ min: -1, max: 700 }), (any, from, length) => {
        const to = addDays(from, length);
        expect(occurrencesBetween(any, from, to)).toEqual(filtered(any, from, to));
      }),
      { numRuns: 1_000 },
    );
  });

  test('the first on or after a date is the first of the range that begins there', () => {
    fc.assert(
      fc.property(scheduleFacts, days, (any, date) => {
        const first = firstOccurrenceOnOrAfter(any, date);
        if (first === null) {
          expect(occurrencesBetween(any, date, addDays(date, 5_000))).toEqual([]);
        } else {
          expect(first >= date).toBe(true);
          expect(occurrencesBetween(any, date, first)).toEqual([first]);
          expect(isOccurrence(any, first)).toBe(true);
        }
        expect(isOccurrence(any, date)).toBe(first === date);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a range is the union of its parts', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(scheduleFacts, days, lengths, (any, start, parts) => {
        const union: CalendarDate[] = [];
        let next = start;
        for (const length of parts) {
          const end = addDays(next, length);
          union.push(...occurrencesBetween(any, next, end));
          next = addDays(end, 1);
        }
        expect(occurrencesBetween(any, start, addDays(next, -1))).toEqual(union);
      }),
      { numRuns: 500 },
    );
  });

  test('the n-th is the first on or after itself, and its successor the first after it', () => {
    fc.assert(
      fc.property(scheduleFacts, cycles, fc.integer({ min: 0, max: 2_000 }), (any, cycle, k) => {
        const raw = { ...any, cycle, pauses: [], cancelledOn: null, accessUntil: null };
        const nth = nthOccurrence(raw, k);
        const after = nthOccurrence(raw, k + 1);
        fc.pre(after < '9999-12-31');
        expect(firstOccurrenceOnOrAfter(raw, nth)).toBe(nth);
        expect(firstOccurrenceOnOrAfter(raw, addDays(nth, 1))).toBe(after);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Every day of 110 years from 1 January 2024, by the platform's own calendar. */
const PLATFORM_DAYS = Array.from({ length: 40_177 }, (_, day) =>
  new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10),
);

/** The given January day of 2024, and so many units later. */
function platformDate(day: number, unit: Unit, units: number): string {
  if (unit === 'day') return PLATFORM_DAYS[day - 1 + units] ?? '';
  if (unit === 'week') return PLATFORM_DAYS[day - 1 + units * 7] ?? '';
  const start = Temporal.PlainDate.from({ year: 2024, month: 1, day });
  return start.add({ [`${unit}s`]: units }).toString();
}

/** An independent reading of the rules: every raw occurrence by Temporal, then one filter. */
function filtered(any: ScheduleFacts, from: CalendarDate, to: CalendarDate): string[] {
  const found: string[] = [];
  const start = Temporal.PlainDate.from(any.anchor);
  const { every, unit } = any.cycle ?? { every: 1, unit: 'day' };
  const span = start.until(from, { largestUnit: `${unit}s` })[`${unit}s`];
  for (let k = any.cycle ? Math.max(0, Math.floor(span / every) - 2) : 0; ; k += 1) {
    const date = start.add({ [`${unit}s`]: k * every }).toString() as CalendarDate;
    if (date > to || (k > 0 && any.cycle === null)) return found;
    const isPaused = any.pauses.some((p) => date >= p.from && (p.until === null || date < p.until));
    const isOver = any.accessUntil !== null && date > any.accessUntil;
    if (date >= from && !isPaused && !isOver) found.push(date);
  }
}

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createSchedule } from './schedule.ts';

const DAY = 86_400_000;
const instant = (text: string) => Date.parse(text);
const text = (milliseconds: number | null) =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();

/** The runs from an instant on. */
function runsOf(cron: string, timeZone: string, from: string, count: number): (string | null)[] {
  const schedule = createSchedule({ cron, timeZone });
  const runs: (string | null)[] = [];
  for (let at = instant(from); runs.length < count; ) {
    at = schedule.next(at);
    runs.push(text(at));
  }
  return runs;
}

describe('a schedule', () => {
  it.each([
    [
      'every day, across the switch to summer time',
      '0 8 * * *',
      'Europe/Berlin',
      '2026-03-28T00:00:00Z',
      ['2026-03-28T07:00:00.000Z', '2026-03-29T06:00:00.000Z', '2026-03-30T06:00:00.000Z'],
    ],
    [
      'at a time that does not exist: at the end of the gap',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-03-28T00:00:00Z',
      ['2026-03-28T01:30:00.000Z', '2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z'],
    ],
    [
      'at a time that exists twice: at the first, once',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-10-24T12:00:00Z',
      ['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'],
    ],
    [
      'at a midnight that does not exist',
      '0 0 * * *',
      'America/Santiago',
      '2026-09-05T12:00:00Z',
      ['2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
    ],
    [
      'every half hour, while an hour comes twice',
      '*/30 * * * *',
      'Europe/Berlin',
      '2026-10-25T00:10:00Z',
      [
        '2026-10-25T00:30:00.000Z',
        '2026-10-25T01:00:00.000Z',
        '2026-10-25T01:30:00.000Z',
        '2026-10-25T02:00:00.000Z',
      ],
    ],
    [
      'every half hour, while an hour is left out',
      '*/30 * * * *',
      'Europe/Berlin',
      '2026-03-29T00:10:00Z',
      ['2026-03-29T00:30:00.000Z', '2026-03-29T01:00:00.000Z', '2026-03-29T01:30:00.000Z'],
    ],
    [
      'where the clock moves by half an hour',
      '15 2 * * *',
      'Australia/Lord_Howe',
      '2026-10-02T16:00:00Z',
      ['2026-10-03T15:30:00.000Z', '2026-10-04T15:15:00.000Z'],
    ],
    [
      'in a zone with an odd offset',
      '0 0 * * *',
      'Asia/Kathmandu',
      '2026-01-01T00:00:00Z',
      ['2026-01-01T18:15:00.000Z', '2026-01-02T18:15:00.000Z'],
    ],
    [
      'on the last day of a month',
      '0 0 L * *',
      'UTC',
      '2028-01-31T12:00:00Z',
      ['2028-02-29T00:00:00.000Z', '2028-03-31T00:00:00.000Z'],
    ],
    [
      'on leap days',
      '0 0 29 2 *',
      'UTC',
      '2026-01-01T00:00:00Z',
      ['2028-02-29T00:00:00.000Z', '2032-02-29T00:00:00.000Z'],
    ],
  ] as const)('runs %s', (_what, cron, timeZone, from, runs) => {
    expect(runsOf(cron, timeZone, from, runs.length)).toEqual(runs);
  });

  it('tells the next run after an instant, which itself does not count, and the latest until one, which does', () => {
    const schedule = createSchedule({ cron: '0 12 * * *', timeZone: 'UTC' });
    const noon = instant('2026-01-31T12:00:00.000Z');
    expect(text(schedule.next(noon - 1))).toBe('2026-01-31T12:00:00.000Z');
    expect(text(schedule.next(noon))).toBe('2026-02-01T12:00:00.000Z');
    expect(text(schedule.next(noon + 1))).toBe('2026-02-01T12:00:00.000Z');
    expect(text(schedule.latest(noon - 1))).toBe('2026-01-30T12:00:00.000Z');
    expect(text(schedule.latest(noon))).toBe('2026-01-31T12:00:00.000Z');
    expect(text(schedule.latest(noon + 1))).toBe('2026-01-31T12:00:00.000Z');
  });

  it.each([
    ['* * * *', 'UTC'],
    ['0 0 0 1 1 *', 'UTC'],
    ['60 * * * *', 'UTC'],
    ['0 0 30 2 *', 'UTC'],
    ['whenever', 'UTC'],
    ['', 'UTC'],
    ['0 0 * * *', 'Mars/Olympus'],
  ])('cannot be %j in %s', (cron, timeZone) => {
    expect(() => createSchedule({ cron, timeZone })).toThrow();
  });
});

const ZONES = [
  'Europe/Berlin',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'America/Havana',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Antarctica/Troll',
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'UTC',
];

/** The first instant of that day whose local time is not before the one asked for. */
function oracle(timeZone: string, date: Temporal.PlainDate, hour: number, minute: number): number {
  const wanted = date.toPlainDateTime({ hour, minute });
  const found = wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (found.toPlainDateTime().equals(wanted)) return found.epochMilliseconds;
  // It does not exist: the clock was put forward over it at the next transition.
  return found.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.NaN;
}

test('a time of day comes once on every local day, at the instant that Temporal says', () => {
  const days = fc.integer({ min: instant('2020-01-01'), max: instant('2040-01-01') });
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 59 }),
      days,
      (timeZone, hour, minute, start) => {
        const schedule = createSchedule({ cron: `${minute} ${hour} * * *`, timeZone });
        let date = Temporal.Instant.fromEpochMilliseconds(start)
          .toZonedDateTimeISO(timeZone)
          .toPlainDate();
        let at = oracle(timeZone, date, hour, minute);
        for (let count = 0; count < 20; count += 1) {
          date = date.add({ days: 1 });
          const next = schedule.next(at);
          expect(text(next)).toBe(text(oracle(timeZone, date, hour, minute)));
          expect(schedule.latest(next)).toBe(next);
          expect(schedule.latest(next - 1)).toBe(at);
          at = next;
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('around every change of the clock in twenty years no day is left out or doubled', () => {
  for (const timeZone of ZONES) {
    for (const transition of transitionsOf(timeZone)) {
      for (const [hour, minute] of [
        [0, 0],
        [0, 30],
        [1, 30],
        [2, 0],
        [2, 30],
        [3, 0],
        [23, 59],
      ] as const) {
        const schedule = createSchedule({ cron: `${minute} ${hour} * * *`, timeZone });
        const first = Temporal.Instant.fromEpochMilliseconds(transition - 2 * DAY)
          .toZonedDateTimeISO(timeZone)
          .toPlainDate();
        let at = oracle(timeZone, first, hour, minute);
        for (let day = 1; day <= 4; day += 1) {
          at = schedule.next(at);
          const expected = oracle(timeZone, first.add({ days: day }), hour, minute);
          expect(text(at), `${hour}:${minute} in ${timeZone}`).toBe(text(expected));
        }
      }
    }
  }
});

function transitionsOf(timeZone: string): number[] {
  const transitions: number[] = [];
  let at: Temporal.ZonedDateTime | null =
    Temporal.Instant.from('2020-01-01T00:00Z').toZonedDateTimeISO(timeZone);
  while (at && at.year < 2040) {
    at = at.getTimeZoneTransition('next');
    if (at) transitions.push(at.epochMilliseconds);
  }
  return transitions;
}

describe('one that counts time', () => {
  const SIX_HOURS = 6 * 3_600_000;
  it('has the same instants for everybody', () => {
    const { next, latest } = createSchedule({ every: SIX_HOURS });
    const noon = instant('2026-11-20T12:00:00Z');
    expect([next(noon - 1), latest(noon - 1)].map(text)).toEqual([
      '2026-11-20T12:00:00.000Z',
      '2026-11-20T06:00:00.000Z',
    ]);
    expect([next(noon), latest(noon)].map(text)).toEqual([
      '2026-11-20T18:00:00.000Z',
      '2026-11-20T12:00:00.000Z',
    ]);
  });

  it.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('is not every %s ms', (every) => {
    expect(() => createSchedule({ every })).toThrow(TypeError);
  });
});

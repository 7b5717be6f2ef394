import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTimeZone, todayIn } from './time-zone.ts';

const ODD_ZONES = [
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/New_York',
  'Africa/Casablanca',
  'Africa/Monrovia',
  'Europe/Dublin',
  'Europe/Berlin',
  'Antarctica/Troll',
  'UTC',
];

describe('isTimeZone', () => {
  test.each(['Europe/Berlin', 'UTC', 'Etc/GMT+5', 'Asia/Calcutta', 'America/Argentina/Salta'])(
    'accepts %s',
    (zone) => expect(isTimeZone(zone)).toBe(true),
  );
  test('accepts every zone that the platform offers', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((zone) => !isTimeZone(zone))).toEqual([]);
  });
  test.each(['Mars/Olympus', '+05:30', '-0800', '', ' UTC', 'Europe/Berlin\n', 5, null, undefined])(
    'refuses %j',
    (value) => expect(isTimeZone(value)).toBe(false),
  );
});

describe('todayIn', () => {
  test.each([
    ['Pacific/Kiritimati', '2026-11-21T10:00:00.000Z', '2026-11-22'],
    ['Pacific/Kiritimati', '2026-11-21T09:59:59.999Z', '2026-11-21'],
    ['Pacific/Pago_Pago', '2026-11-21T10:59:59.999Z', '2026-11-20'],
    ['Pacific/Pago_Pago', '2026-11-21T11:00:00.000Z', '2026-11-21'],
    ['Asia/Kathmandu', '2026-11-21T18:14:59.999Z', '2026-11-21'],
    ['Asia/Kathmandu', '2026-11-21T18:15:00.000Z', '2026-11-22'],
    ['America/St_Johns', '2026-11-21T03:29:59.999Z', '2026-11-20'],
    ['America/St_Johns', '2026-11-21T03:30:00.000Z', '2026-11-21'],
    ['America/St_Johns', '2026-07-01T02:30:00.000Z', '2026-07-01'],
    ['Europe/Berlin', '2026-03-28T22:59:59.999Z', '2026-03-28'],
    ['Europe/Berlin', '2026-03-29T21:59:59.999Z', '2026-03-29'],
    ['Europe/Berlin', '2026-03-29T22:00:00.000Z', '2026-03-30'],
  ])('in %s at %s it is %s', (zone, instant, date) => {
    expect(todayIn(zone, Date.parse(instant))).toBe(date);
  });

  test('Samoa had no 30 December 2011', () => {
    expect(todayIn('Pacific/Apia', Date.parse('2011-12-30T09:59:59.999Z'))).toBe('2011-12-29');
    expect(todayIn('Pacific/Apia', Date.parse('2011-12-30T10:00:00.000Z'))).toBe('2011-12-31');
  });

  test('Newfoundland went back to yesterday at one minute past midnight', () => {
    const instants = ['02:29', '02:30', '02:31', '03:29', '03:30'];
    const dates = instants.map((time) =>
      todayIn('America/St_Johns', Date.parse(`2010-11-07T${time}:00Z`)),
    );
    expect(dates).toEqual(['2010-11-06', '2010-11-07', '2010-11-06', '2010-11-06', '2010-11-07']);
  });

  test('agrees with Temporal at any instant, in any order of questions', () => {
    const instants = fc.integer({
      min: Date.parse('1900-01-01T00:00Z'),
      max: Date.parse('2200-12-31T00:00Z'),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...ODD_ZONES),
        fc.array(instants, { minLength: 1 }),
        (zone, all) => {
          for (const instant of all) expect(todayIn(zone, instant)).toBe(oracle(zone, instant));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('agrees with Temporal around midnight and around every change of the clock', () => {
    for (const zone of ODD_ZONES) {
      for (const moment of turningPoints(zone)) {
        for (const offset of [-60_000, -1, 0, 1, 59_999, 60_000]) {
          expect(todayIn(zone, moment + offset)).toBe(oracle(zone, moment + offset));
        }
      }
    }
  });

  test('an unknown zone is an error', () => {
    expect(() => todayIn('Mars/Olympus', 0)).toThrow(RangeError);
  });

  test('answers for more spellings of a zone than it remembers', () => {
    const spellings = Array.from({ length: 2 ** 10 }, (_, bits) =>
      [...'europeberlin'].map((c, at) => ((bits >> at) & 1 ? c.toUpperCase() : c)).join(''),
    ).map((name) => `${name.slice(0, 6)}/${name.slice(6)}`);
    const noon = Date.parse('2026-11-21T12:00Z');
    expect(new Set(spellings.map((zone) => todayIn(zone, noon)))).toEqual(new Set(['2026-11-21']));
  });
});

function oracle(timeZone: string, instant: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** The midnights of a week, and all changes of the clock from 1960 to 2030. */
function turningPoints(timeZone: string): number[] {
  const points: number[] = [];
  for (let day = 1; day <= 7; day += 1) {
    const date = Temporal.PlainDate.from({ year: 2026, month: 3, day });
    points.push(date.toZonedDateTime(timeZone).epochMilliseconds);
  }
  let at: Temporal.ZonedDateTime | null = Temporal.ZonedDateTime.from({
    timeZone,
    year: 1960,
    month: 1,
    day: 1,
  });
  while (at !== null && at.year < 2030) {
    at = at.getTimeZoneTransition('next');
    if (at) points.push(at.epochMilliseconds);
  }
  return points;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantAt, wallTimeOf, zoneOffset } from './wall-time.ts';

test('a wall clock is read in its zone, summer and winter', () => {
  expect(instantAt('2026-07-01T14:05', 'Europe/Berlin')).toBe(Date.parse('2026-07-01T12:05Z'));
  expect(instantAt('2026-12-01T14:05', 'Europe/Berlin')).toBe(Date.parse('2026-12-01T13:05Z'));
  expect(instantAt('2026-12-01T14:05', 'Asia/Kathmandu')).toBe(Date.parse('2026-12-01T08:20Z'));
  expect(wallTimeOf(Date.parse('2026-12-01T23:59:59Z'), 'Pacific/Kiritimati')).toBe(
    '2026-12-02T13:59',
  );
});

test('an hour that comes twice is its first, one that never comes is one nearby', () => {
  expect(instantAt('2026-10-25T02:30', 'Europe/Berlin')).toBe(Date.parse('2026-10-25T00:30Z'));
  const skipped = instantAt('2026-03-29T02:30', 'Europe/Berlin') ?? 0;
  expect(Math.abs(skipped - Date.parse('2026-03-29T01:00Z'))).toBeLessThanOrEqual(1_800_000);
  expect(instantAt('', 'Europe/Berlin')).toBeNull();
});

test('what is shown is read back, to the minute', () => {
  const zones = fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC');
  const minutes = fc.integer({ min: 26_000_000, max: 31_000_000 });
  fc.assert(
    fc.property(zones, minutes, (zone, minute) => {
      const shown = wallTimeOf(minute * 60_000, zone);
      const back = instantAt(shown, zone);
      expect(back).not.toBeNull();
      expect(wallTimeOf(back ?? 0, zone)).toBe(shown);
    }),
  );
});

test('the offset of a zone follows its summer time', () => {
  expect(zoneOffset(Date.parse('2026-07-01T12:00:00.250Z'), 'Europe/Berlin')).toBe(7_200_000);
  expect(zoneOffset(Date.parse('2026-12-01T12:00:00Z'), 'Europe/Berlin')).toBe(3_600_000);
  expect(zoneOffset(Date.parse('2026-12-01T12:00:00Z'), 'America/St_Johns')).toBe(-12_600_000);
});

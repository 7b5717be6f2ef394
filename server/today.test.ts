import { expect, it } from 'vitest';
import { createSetClock } from '#tests/support/set-clock.ts';
import { createToday } from './today.ts';

it('is the date that people there write at that moment', () => {
  const today = createToday(createSetClock('2026-11-20T23:30:00.000Z'));
  expect(today('UTC')).toBe('2026-11-20');
  expect(today('Europe/Berlin')).toBe('2026-11-21');
  expect(today('America/New_York')).toBe('2026-11-20');
  expect(today('Pacific/Kiritimati')).toBe('2026-11-21');
});

it.for<[zone: string, lastInstant: string]>([
  ['UTC', '2026-11-20T23:59:59.999Z'],
  ['Asia/Kathmandu', '2026-11-20T18:14:59.999Z'],
  ['America/St_Johns', '2026-11-21T03:29:59.999Z'],
])('changes at midnight in %s, not a moment later', ([zone, lastInstant]) => {
  const clock = createSetClock(lastInstant);
  const today = createToday(clock);
  expect(today(zone)).toBe('2026-11-20');
  clock.advance(1);
  expect(today(zone)).toBe('2026-11-21');
});

it('follows a clock that is set back', () => {
  const clock = createSetClock('2026-11-21T00:00:00.000Z');
  const today = createToday(clock);
  expect(today('UTC')).toBe('2026-11-21');
  clock.advance(-1);
  expect(today('UTC')).toBe('2026-11-20');
});

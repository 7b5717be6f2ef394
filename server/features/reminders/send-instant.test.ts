import { expect, it } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { sendInstant } from './send-instant.ts';

it.for<[string, CalendarDate, number, string]>([
  ['UTC', '2026-11-21', 9, '2026-11-21T09:00:00.000Z'],
  ['Europe/Berlin', '2026-11-21', 9, '2026-11-21T08:00:00.000Z'],
  ['Europe/Berlin', '2026-07-21', 9, '2026-07-21T07:00:00.000Z'],
  ['Asia/Kathmandu', '2026-11-21', 0, '2026-11-20T18:15:00.000Z'],
  ['Pacific/Kiritimati', '2026-11-21', 9, '2026-11-20T19:00:00.000Z'],
  // Skipped: there is no 2:00 on that day. Repeated: 2:00 comes twice.
  ['Europe/Berlin', '2026-03-29', 2, '2026-03-29T01:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25', 2, '2026-10-25T00:00:00.000Z'],
  ['America/New_York', '2026-11-01', 1, '2026-11-01T05:00:00.000Z'],
  // Midnight itself is skipped.
  ['Africa/Cairo', '2026-04-24', 0, '2026-04-23T22:00:00.000Z'],
  // Samoa had no 30 December 2011.
  ['Pacific/Apia', '2011-12-30', 9, '2011-12-30T19:00:00.000Z'],
])('%s, %s at %i o’clock', ([zone, date, hour, instant]) => {
  expect(new Date(sendInstant(zone, date, hour)).toISOString()).toBe(instant);
});

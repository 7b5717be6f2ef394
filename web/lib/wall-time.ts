/** `2026-11-21T14:05`, as a wall clock in the zone shows it: what a field of date and time holds. */
export function wallTimeOf(instant: number, timeZone: string): string {
  return new Date(wallClock(instant, timeZone)).toISOString().slice(0, 16);
}

/** The instant at which a wall clock in the zone shows it, the first if it does twice; null if unreadable. */
export function instantAt(wallTime: string, timeZone: string): number | null {
  const clock = Date.parse(`${wallTime}Z`);
  if (Number.isNaN(clock)) return null;
  // The offset of an instant nearby may be another one, once a year each way.
  const near = [clock - 26 * HOUR, clock + 26 * HOUR].map((at) => wallClock(at, timeZone) - at);
  const found = near.map((offset) => clock - offset).sort((a, b) => a - b);
  return found.find((at) => wallClock(at, timeZone) === clock) ?? found[0] ?? null;
}

const HOUR = 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What a wall clock in the zone shows more than UTC at the instant, in milliseconds. */
export function zoneOffset(instant: number, timeZone: string): number {
  return wallClock(instant, timeZone) - Math.floor(instant / 1_000) * 1_000;
}

/** What the clock shows, as if it were UTC. */
function wallClock(instant: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? makeFormat(timeZone);
  formats.set(timeZone, format);
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn-hc-h23', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

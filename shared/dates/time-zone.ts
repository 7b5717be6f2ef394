import type { CalendarDate } from './calendar-date.ts';

interface Zone {
  format: Intl.DateTimeFormat;
  /** The minute that was asked for last, and its date: most questions come within one minute. */
  minute: number;
  date: CalendarDate | null;
}

const MINUTE = 60_000;
/** Until January 1972 Liberia stood 44 min 30 s behind UTC; since then all zones count in minutes. */
const WHOLE_MINUTES_SINCE = Date.UTC(1972, 1, 1);
/** About as many as IANA has names. Spellings such as `eUROPE/bERLIN` are endless. */
const MOST_ZONES = 600;

/** Formatters take 50 µs to make, so each zone's is kept. Answers never depend on what is kept. */
const zones = new Map<string, Zone>();

/**
 * Whether the value names a zone of the IANA time zone database, aliases included.
 * A fixed offset such as `+05:30` is refused: it knows no summer time.
 */
export function isTimeZone(value: unknown): value is string {
  if (typeof value !== 'string' || !/^[A-Za-z]/.test(value)) return false;
  try {
    zoneOf(value);
    return true;
  } catch {
    return false;
  }
}

/**
 * The calendar date at an instant, as a wall clock in the zone shows it.
 * @param timeZone an IANA name, see {@link isTimeZone}
 * @param epochMilliseconds since 1970-01-01T00:00Z
 * @throws RangeError if the zone or the instant does not exist
 */
export function todayIn(timeZone: string, epochMilliseconds: number): CalendarDate {
  const zone = zoneOf(timeZone);
  const minute = Math.floor(epochMilliseconds / MINUTE);
  if (zone.date !== null && zone.minute === minute) return zone.date;
  const date = dateIn(zone.format, epochMilliseconds);
  if (epochMilliseconds >= WHOLE_MINUTES_SINCE) {
    zone.minute = minute;
    zone.date = date;
  }
  return date;
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const zone: Zone = { format, minute: 0, date: null };
  if (zones.size >= MOST_ZONES) zones.clear();
  zones.set(timeZone, zone);
  return zone;
}

function dateIn(format: Intl.DateTimeFormat, epochMilliseconds: number): CalendarDate {
  const found = { year: '', month: '', day: '' };
  for (const { type, value } of format.formatToParts(epochMilliseconds)) {
    if (type === 'year' || type === 'month' || type === 'day') found[type] = value;
  }
  return `${found.year}-${found.month}-${found.day}` as CalendarDate;
}

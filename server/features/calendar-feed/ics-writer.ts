import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';

/** An all-day event of an iCalendar file. */
export interface IcsEvent {
  /** The same for the same event for ever: calendars recognise it by this. */
  uid: string;
  on: CalendarDate;
  summary: string;
  description: string;
  category: string | null;
  /** An absolute address, or null. */
  url: string | null;
  /** When what it tells was last changed: an instant. */
  changedAt: string;
}

const OCTETS_A_LINE = 75;
/** Of RFC 5545's TEXT: control characters do not exist there, except the tab. */
const CONTROL = /(?!\t)\p{Cc}/gu;

/** What stands before the events of a calendar file (RFC 5545, and RFC 7986 for its properties). */
export function icsHead(name: string): string {
  return lines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Duetide//Calendar feed//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
  ]);
}

export function icsEvent({
  uid,
  on,
  summary,
  description,
  category,
  url,
  changedAt,
}: IcsEvent): string {
  return lines([
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${changedAt.slice(0, 19).replace(/[-:]/g, '')}Z`,
    `DTSTART;VALUE=DATE:${compact(on)}`,
    `DTEND;VALUE=DATE:${compact(addDays(on, 1))}`,
    `SUMMARY:${escapeText(summary)}`,
    ...(description === '' ? [] : [`DESCRIPTION:${escapeText(description)}`]),
    ...(category === null ? [] : [`CATEGORIES:${escapeText(category)}`]),
    // `href` has every character encoded that could end the line.
    ...(url === null ? [] : [`URL:${new URL(url).href}`]),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]);
}

export const ICS_TAIL = lines(['END:VCALENDAR']);

function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(CONTROL, '');
}

function compact(date: CalendarDate): string {
  return date.replaceAll('-', '');
}

function lines(contentLines: readonly string[]): string {
  return contentLines.map((line) => `${fold(line)}\r\n`).join('');
}

/** Breaks lines of more than 75 octets, never inside a character. */
function fold(line: string): string {
  if (Buffer.byteLength(line) <= OCTETS_A_LINE) return line;
  const parts: string[] = [];
  let start = 0;
  let octets = 0;
  for (let at = 0; at < line.length; ) {
    const codePoint = line.codePointAt(at) as number;
    const size = octetsOf(codePoint);
    if (octets + size > OCTETS_A_LINE) {
      parts.push(line.slice(start, at));
      start = at;
      octets = 1;
    }
    octets += size;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return [...parts, line.slice(start)].join('\r\n ');
}

/** In UTF-8. Counted here, as asking an encoder for each character costs twenty times the rest. */
function octetsOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

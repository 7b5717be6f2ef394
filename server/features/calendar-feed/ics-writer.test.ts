import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { tableTexts } from '#shared/testing/any-household.ts';
import { ICS_TAIL, type IcsEvent, icsEvent, icsHead } from './ics-writer.ts';

const EVENT: IcsEvent = {
  uid: 's1-2026-11-28@duetide',
  on: '2026-11-28',
  summary: 'Netflix · $15.49',
  description: 'Every month\nPaid with Visa',
  category: 'Video',
  url: 'https://www.netflix.com/',
  changedAt: '2026-01-02T03:04:05.678Z',
};

/** What ical.js, which shares nothing with the writer, finds in the file. */
function parse(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
  return { calendar, events };
}

const whole = (...events: Partial<IcsEvent>[]) =>
  icsHead('Home') + events.map((each) => icsEvent({ ...EVENT, ...each })).join('') + ICS_TAIL;

const octets = (text: string) => new TextEncoder().encode(text).length;

/** ical.js knows the types of the standard's properties only, and leaves others as they are. */
const unescaped = (value: unknown) =>
  String(value).replace(/\\(.)/gs, (_pair, escaped) => (escaped === 'n' ? '\n' : escaped));

/** Lone halves of characters cannot be sent, control characters do not exist in this format. */
const sendable = (text: string) =>
  text
    .replace(/\r\n|\r/g, '\n')
    .toWellFormed()
    .replace(/(?![\n\t])\p{Cc}/gu, '');

describe('a calendar file', () => {
  test('is exactly this', () => {
    expect(whole({})).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Duetide//Calendar feed//EN',
        'CALSCALE:GREGORIAN',
        'NAME:Home',
        'X-WR-CALNAME:Home',
        'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
        'X-PUBLISHED-TTL:PT6H',
        'BEGIN:VEVENT',
        'UID:s1-2026-11-28@duetide',
        'DTSTAMP:20260102T030405Z',
        'DTSTART;VALUE=DATE:20261128',
        'DTEND;VALUE=DATE:20261129',
        'SUMMARY:Netflix · $15.49',
        'DESCRIPTION:Every month\\nPaid with Visa',
        'CATEGORIES:Video',
        'URL:https://www.netflix.com/',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  test('leaves out what is not known', () => {
    const text = whole({ description: '', category: null, url: null });
    expect(text).not.toMatch(/DESCRIPTION|CATEGORIES|URL/);
  });

  test('covers the whole day, also the last of a year', () => {
    const { events } = parse(whole({ on: '2026-12-31' }));
    expect(events[0]?.startDate).toMatchObject({ isDate: true, year: 2026, month: 12, day: 31 });
    expect(events[0]?.endDate).toMatchObject({ isDate: true, year: 2027, month: 1, day: 1 });
  });

  test('gives back any text, and lets none break out of its line', () => {
    const texts = fc.oneof(
      tableTexts,
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('é', '日', '😀', 'a'), minLength: 20, maxLength: 200 }),
      fc.constantFrom(
        'x\r\nEND:VEVENT\r\nBEGIN:VALARM',
        'a\nATTENDEE:mailto:x@example.com',
        '\\n\\,',
      ),
    );
    fc.assert(
      fc.property(texts, texts, texts, (summary, description, category) => {
        const text =
          icsHead(category) + icsEvent({ ...EVENT, summary, description, category }) + ICS_TAIL;
        const { calendar, events } = parse(text);
        expect(events).toHaveLength(1);
        expect(events[0]?.summary).toBe(sendable(summary));
        expect(events[0]?.description ?? '').toBe(sendable(description));
        expect(unescaped(calendar.getFirstPropertyValue('x-wr-calname'))).toBe(sendable(category));
        expect(events[0]?.component.getAllProperties().map(({ name }) => name)).toEqual(
          expect.arrayContaining(['uid', 'dtstamp', 'dtstart', 'dtend', 'summary', 'transp']),
        );
        expect(events[0]?.component.getAllSubcomponents()).toEqual([]);
        const lines = text.split('\r\n');
        expect(lines.filter((line) => octets(line) > 75 || /[\r\n]/.test(line))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('fills lines up to 75 octets and never cuts a character', () => {
    for (let length = 0; length < 60; length += 1) {
      const text = whole({ summary: `${'a'.repeat(length)}${'😀'.repeat(30)}` });
      expect(text).not.toContain('\ufffd');
      const folded = text.split('\r\n').filter((_line, at, all) => all[at + 1]?.startsWith(' '));
      for (const line of folded) expect(octets(line)).toBeGreaterThan(75 - 4);
    }
  });

  test('encodes what an address could break out with', () => {
    const { events } = parse(whole({ url: 'https://example.com/a,b;c\r\nATTENDEE:x' }));
    expect(events[0]?.component.getFirstPropertyValue('url')).toBe(
      'https://example.com/a,b;cATTENDEE:x',
    );
    expect(events[0]?.attendees).toEqual([]);
  });
});

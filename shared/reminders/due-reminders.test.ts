import { expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { dueReminders, LATE_AFTER, type TimedReminder } from './due-reminders.ts';
import { reminderKey } from './planned-reminders.ts';

const NINE = (date: CalendarDate) => Date.parse(`${date}T09:00:00Z`);

function reminder(days: number, changes: Partial<TimedReminder> = {}): TimedReminder {
  const on = changes.on ?? '2027-06-20';
  const sendOn = addDays(on, -days);
  return {
    kind: 'charge',
    subjectId: 's',
    occurrence: on,
    on,
    days,
    sendOn,
    usefulUntil: on,
    sendAt: NINE(sendOn),
    notBefore: 0,
    ...changes,
  };
}

function decide(reminders: TimedReminder[], now: number, known: TimedReminder[] = []) {
  const today = new Date(now).toISOString().slice(0, 10) as CalendarDate;
  const keys = new Set(known.map(reminderKey));
  const { due, dropped } = dueReminders(reminders, { now, today }, (key) => keys.has(key));
  return {
    due: due.map(({ reminder: { days }, isLate }) => (isLate ? `${days} late` : `${days}`)),
    dropped: dropped.map(({ reminder: { days }, reason }) => `${days} ${reason}`),
  };
}

const WEEK = [reminder(7), reminder(1), reminder(0)];

test('each is due from its moment on, once', () => {
  const first = NINE('2027-06-13');
  expect(decide(WEEK, first - 1)).toEqual({ due: [], dropped: [] });
  expect(decide(WEEK, first)).toEqual({ due: ['7'], dropped: [] });
  expect(decide(WEEK, first + LATE_AFTER)).toEqual({ due: ['7'], dropped: [] });
  expect(decide(WEEK, first, [reminder(7)])).toEqual({ due: [], dropped: [] });
  expect(decide(WEEK, NINE('2027-06-19'), [reminder(7)])).toEqual({ due: ['1'], dropped: [] });
});

test('after an outage the latest that still helps is sent, marked as late', () => {
  expect(decide(WEEK, NINE('2027-06-13') + LATE_AFTER + 1)).toEqual({
    due: ['7 late'],
    dropped: [],
  });
  expect(decide(WEEK, NINE('2027-06-19') + 3 * LATE_AFTER)).toEqual({
    due: ['1 late'],
    dropped: ['7 superseded'],
  });
});

test('one of an earlier day is not sent after a later one', () => {
  expect(decide(WEEK, NINE('2027-06-20'), [reminder(0)])).toEqual({
    due: [],
    dropped: ['7 superseded', '1 superseded'],
  });
});

test('what is past is dropped', () => {
  expect(decide(WEEK, NINE('2027-06-21'))).toEqual({
    due: [],
    dropped: ['7 superseded', '1 superseded', '0 past'],
  });
});

test('nobody is told of what came before there was a rule', () => {
  const notBefore = NINE('2027-06-19') - 1;
  const since = WEEK.map((each) => ({ ...each, notBefore }));
  expect(decide(since, NINE('2027-06-19') - 1)).toEqual({ due: [], dropped: [] });
  expect(decide(since, NINE('2027-06-19'))).toEqual({ due: ['1'], dropped: [] });
});

test('different days, kinds and subjects have nothing to do with each other', () => {
  const others = [
    reminder(1),
    reminder(2, { on: '2027-06-21', occurrence: '2027-06-21' }),
    reminder(1, { kind: 'cancel-by' }),
    reminder(1, { subjectId: 't' }),
  ];
  expect(decide(others, NINE('2027-06-19'))).toEqual({ due: ['1', '2', '1', '1'], dropped: [] });
});

import { expect, test } from 'vitest';
import { knownSince } from './known-since.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 12, minute)).toISOString();
const mark = (minute: number, kind: 'start' | 'stop', instanceId: string) => ({
  at: at(minute),
  kind,
  instanceId,
});
const timeline = (...troubles: number[]) => ({
  spans: [
    { from: at(0), to: at(59), state: 'closed' as const },
    ...troubles.map((minute) => ({ from: at(minute), to: at(59), state: 'open' as const })),
  ],
});

test('what is known begins with the first instance, not before', () => {
  const marks = [mark(30, 'start', 'b'), mark(20, 'start', 'a'), mark(25, 'stop', 'a')];
  expect(knownSince(marks, [timeline(), timeline(40)])).toBe(Date.parse(at(20)));
  expect(knownSince(marks, [timeline(40), timeline(10)])).toBe(Date.parse(at(10)));
});

test('an instance of which only the end is known was there all the time, as far as can be seen', () => {
  const marks = [mark(30, 'start', 'b'), mark(25, 'stop', 'a')];
  expect(knownSince(marks, [timeline()])).toBe(Number.NEGATIVE_INFINITY);
  expect(knownSince([], [timeline()])).toBe(Number.NEGATIVE_INFINITY);
});

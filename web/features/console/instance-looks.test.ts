import { expect, test } from 'vitest';
import { byPeak, instanceLooks, instanceNames, whileThere } from './instance-looks.ts';

test('as many as are drawn at once differ by colour, and three times as many by their dashes', () => {
  const ids = Array.from({ length: 18 }, (_, at) => `i${at}`);
  const looks = [...instanceLooks(ids).values()].map(({ color, dash }) => `${color} ${dash}`);
  expect(new Set(looks).size).toBe(18);
  const colors = [...instanceLooks(ids.slice(0, 6)).values()].map(({ color }) => color);
  expect(new Set(colors).size).toBe(6);
  // More of them change nothing for those that were there.
  expect(instanceLooks(ids).get('i3')).toEqual(instanceLooks(ids.slice(0, 6)).get('i3'));
});

test('those that reach highest come first, also if it was only for a moment', () => {
  const of = (key: string, ...values: (number | null)[]) => ({
    key,
    label: key,
    color: '',
    values,
  });
  const sorted = byPeak([of('steady', 5, 5), of('b', null), of('peak', 0, 9), of('a', null)]);
  expect(sorted.map(({ key }) => key)).toEqual(['peak', 'steady', 'a', 'b']);
});

test('two processes of one machine have different names', () => {
  const of = (id: string, name: string, pid: number) => ({ id, name, pid });
  const names = instanceNames([of('1', 'web', 7), of('2', 'web', 8), of('3', 'db', 9)]);
  expect([...names.values()]).toEqual(['web (7)', 'web (8)', 'db']);
});

test('a process counted nothing before it was there and after, which is no zero', () => {
  const steps = { at: [0, 10_000, 20_000, 30_000, 40_000], step: 10_000 };
  const instance = (isAlive: boolean) => ({
    startedAt: '1970-01-01T00:00:15.000Z',
    lastSeenAt: '1970-01-01T00:00:30.000Z',
    isAlive,
  });
  const zeros = [0, 0, 3, 0, 0];
  expect(whileThere(steps, zeros, instance(false))).toEqual([null, 0, 3, 0, null]);
  expect(whileThere(steps, zeros, instance(true))).toEqual([null, 0, 3, 0, 0]);
  expect(whileThere(steps, zeros, undefined)).toEqual(zeros);
});

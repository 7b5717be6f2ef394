import { expect, test } from 'vitest';
import { createShortcutReader } from './shortcut-reader.ts';

function readerOf() {
  const pressed: string[] = [];
  const read = createShortcutReader({
    n: () => pressed.push('n'),
    'g d': () => pressed.push('g d'),
    'g n': () => pressed.push('g n'),
  });
  return { read, pressed };
}

test('one key, and one after the other', () => {
  const { read, pressed } = readerOf();
  expect(read('n', 0)).toBe(true);
  expect(read('g', 100)).toBe(true);
  expect(read('d', 900)).toBe(true);
  expect(pressed).toEqual(['n', 'g d']);
});

test('a sequence wins over its second key alone', () => {
  const { read, pressed } = readerOf();
  read('g', 0);
  read('n', 10);
  expect(pressed).toEqual(['g n']);
});

test('too late, the second key stands for itself', () => {
  const { read, pressed } = readerOf();
  read('g', 0);
  read('n', 5_000);
  expect(pressed).toEqual(['n']);
});

test('other keys mean nothing and end a sequence', () => {
  const { read, pressed } = readerOf();
  read('g', 0);
  expect(read('x', 10)).toBe(false);
  expect(read('d', 20)).toBe(false);
  expect(pressed).toEqual([]);
});

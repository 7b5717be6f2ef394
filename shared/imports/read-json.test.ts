import { expect, test } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { readJson } from './read-json.ts';

test.each([
  ['{\n "a": 1,\n "b" 2}', 'line 3, column 6'],
  ['[1, 2,]', 'near “[1, 2,]”'],
  [`[${'1, '.repeat(100)}]`, 'near “1, 1, 1, ]”'],
  ['{"a": "b', 'line 1, column 9'],
  ['{"a":', 'ends too early'],
])('says where it breaks: %#', (text, place) => {
  expect(() => readJson(text)).toThrow(
    expect.objectContaining({ code: 'unreadable-file', detail: expect.stringContaining(place) }),
  );
  expect(() => readJson(text)).toThrow(AppError);
});

test('reads what is whole', () => {
  expect(readJson('[{"a":1}]')).toEqual([{ a: 1 }]);
});

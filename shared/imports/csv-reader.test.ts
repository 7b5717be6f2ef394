import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delimiterOf, readCsv } from './csv-reader.ts';

const read = (text: string) => readCsv(text, { delimiter: ',' });

describe('reading CSV', () => {
  test.each([
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\rb', [['a'], ['b']]],
    ['', []],
    ['a,', [['a', '']]],
    [',', [['', '']]],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['"a,b",c', [['a,b', 'c']]],
    ['"a\r\nb"', [['a\r\nb']]],
    ['"say ""hi"""', [['say "hi"']]],
    ['""', [['']]],
  ])('reads %j', (text, records) => {
    expect(read(text)).toEqual(records);
  });

  test.each([
    ['half-yearly "premium",x', [['half-yearly "premium"', 'x']]],
    ['"premium" plan,x', [['"premium" plan', 'x']]],
    ['"never closed,x\ny', [['"never closed', 'x'], ['y']]],
    ['"a""', [['"a""']]],
    ['24" screen', [['24" screen']]],
  ])('takes quotes that do not quote as text: %j', (text, records) => {
    expect(read(text)).toEqual(records);
  });

  test('leaves quotes that the caller says are text', () => {
    const records = readCsv('"quoted","a,b"', {
      delimiter: ',',
      isQuoted: (inner) => inner.includes(','),
    });
    expect(records).toEqual([['"quoted"', 'a,b']]);
  });

  test('reads strict CSV as csv-parse does', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', ' ') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 });
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (records, lineEnd) => {
        const line = (cells: string[]) =>
          cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(',');
        const text = records.map(line).join(lineEnd);
        expect(read(text)).toEqual(records);
        expect(read(text)).toEqual(parse(text));
      }),
    );
  });

  test('takes any text, and in time that grows with its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', 'a') }), (text) => {
        expect(read(text).flat().join('').length).toBeLessThanOrEqual(text.length);
      }),
    );
    for (const unit of ['"a,', '"",', '"', '""', '"a\n', 'a"']) {
      const began = performance.now();
      read(unit.repeat(1_000_000 / unit.length));
      expect(performance.now() - began, unit).toBeLessThan(2_000);
    }
  });
});

test.each([
  ['Name,Price', ','],
  ['Name;Price;"a, b"', ';'],
  ['Name\tPrice', '\t'],
  ['Name', ','],
  ['Name\n;;;;', ','],
])('finds the delimiter of %j', (text, delimiter) => {
  expect(delimiterOf(text)).toBe(delimiter);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableTexts } from '#shared/testing/any-household.ts';
import { readCsv } from './csv-reader.ts';
import { guardFormula, unguardFormula, writeCsv } from './csv-writer.ts';

describe('guarding formulas', () => {
  test.each([
    ['=SUM(A1)', "'=SUM(A1)"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@cmd', "'@cmd"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['＝1', "'＝1"],
    ["'=1", "''=1"],
    ["'tis", "'tis"],
    ['plain = text', 'plain = text'],
    ['', ''],
  ])('writes %j as %j', (text, guarded) => {
    expect(guardFormula(text)).toBe(guarded);
    expect(unguardFormula(guarded)).toBe(text);
  });

  test('loses nothing, and lets nothing through', () => {
    fc.assert(
      fc.property(tableTexts, (text) => {
        expect(unguardFormula(guardFormula(text))).toBe(text);
        expect(guardFormula(text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('writing CSV', () => {
  test('quotes what it guards, and what would break the table', () => {
    const csv = writeCsv([['a', '=1', 'b,c', 'd"e', 'f\ng', ' h', '']]);
    expect(csv).toBe('\ufeffa,"\'=1","b,c","d""e","f\ng"," h",\r\n');
  });

  test('is read back cell by cell', () => {
    const table = fc.array(fc.array(tableTexts, { minLength: 2, maxLength: 3 }), { minLength: 1 });
    fc.assert(
      fc.property(table, (records) => {
        const read = readCsv(writeCsv(records).slice(1), { delimiter: ',' });
        expect(read.map((cells) => cells.map(unguardFormula))).toEqual(records);
      }),
      { numRuns: 500 },
    );
  });
});

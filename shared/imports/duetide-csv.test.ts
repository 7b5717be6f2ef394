import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDuetideCsv } from './duetide-csv.ts';
import {
  readCycle,
  readFlag,
  readPauses,
  readPrices,
  readTags,
  writeTags,
} from './duetide-csv-cells.ts';

describe('cells', () => {
  test.each([
    ['once', { value: null }],
    ['1 month', { value: { every: 1, unit: 'month' } }],
    [' 12 Weeks ', { value: { every: 12, unit: 'week' } }],
    ['monthly', { fault: expect.stringContaining('“monthly” is neither') }],
  ])('a cycle: %j', (cell, reading) => {
    expect(readCycle(cell)).toEqual(reading);
  });

  test.each([
    ['15.49 USD', { value: [{ amount: '15.49', currency: 'USD' }] }],
    [
      '2026-01-31 15.49 USD; 2027-01-31  17 EUR',
      {
        value: [
          { from: '2026-01-31', amount: '15.49', currency: 'USD' },
          { from: '2027-01-31', amount: '17', currency: 'EUR' },
        ],
      },
    ],
    ['15.49', { fault: expect.stringContaining('is no price') }],
    ['15.49 USD;', { fault: expect.stringContaining('is no price') }],
  ])('prices: %j', (cell, reading) => {
    expect(readPrices(cell)).toEqual(reading);
  });

  test.each([
    [
      '2026-03-01..2026-05-01; 2026-10-01..',
      {
        value: [
          { from: '2026-03-01', until: '2026-05-01' },
          { from: '2026-10-01', until: null },
        ],
      },
    ],
    ['March', { fault: expect.stringContaining('is no pause') }],
  ])('pauses: %j', (cell, reading) => {
    expect(readPauses(cell)).toEqual(reading);
  });

  test.each([
    ['yes', { value: true }],
    ['TRUE', { value: true }],
    ['no', { value: false }],
    ['maybe', { fault: '“maybe” is neither yes nor no' }],
  ])('a flag: %j', (cell, reading) => {
    expect(readFlag(cell)).toEqual(reading);
  });

  test.each([
    ['video; music', ['video', 'music']],
    ['a\\;b;c', ['a;b', 'c']],
    [' ;; ', []],
    ['end\\', ['end\\']],
  ])('tags: %j', (cell, tags) => {
    expect(readTags(cell)).toEqual({ value: tags });
  });

  test('any tags are read as they were written', () => {
    const tag = fc
      .string({ minLength: 1, unit: fc.constantFrom('a', ';', '\\', ' ', ',', '"') })
      .map((text) => text.trim())
      .filter(Boolean);
    fc.assert(
      fc.property(fc.array(tag), (tags) => {
        expect(readTags(writeTags(tags))).toEqual({ value: tags });
      }),
    );
  });
});

describe('a table written by hand', () => {
  const read = (text: string) => readDuetideCsv(text, ',');

  test('needs four columns only, in any order', () => {
    const source = read('prices,name,anchor,cycle\n15.49 USD,Netflix,2026-01-31,1 month\n,,,\n');
    expect(source.size).toBe(1);
    expect(source.draft(0)).toMatchObject({
      name: 'Netflix',
      fileId: null,
      faults: [],
      subscription: {
        prices: [{ from: '2026-01-31', amount: '15.49', currency: 'USD' }],
        autoRenews: true,
        weekendRule: 'none',
        tags: [],
        notice: null,
      },
    });
  });

  test('tells each wrong cell', () => {
    const source = read(
      'name,cycle,anchor,prices,notice\n,often,2026-02-30,much,once\nA,1 month,2026-02-30,0.001 EUR,1 day',
    );
    expect(source.draft(0).faults.map(({ field }) => field)).toEqual(['cycle', 'prices']);
    expect(source.draft(0)).toMatchObject({ name: '', subscription: null });
    expect(source.draft(1).faults.map(({ field }) => field)).toEqual(['anchor', 'prices/0/amount']);
  });

  test('names the columns that mean nothing', () => {
    const [note] = read('name,cycle,anchor,prices,Rating,,status\n').notes;
    expect(note).toMatchObject({ code: 'columns-ignored', isDoubt: false });
    expect(note?.detail).toMatch(/here: Rating$/);
  });

  test('gathers categories and payment methods once each', () => {
    const source = read(
      'name,cycle,anchor,prices,category,paymentMethod\nA,once,2026-01-01,1 EUR,Video,Visa card\nB,once,2026-01-01,1 EUR,Video,\n',
    );
    expect([...source.categories.values()]).toEqual([{ name: 'Video', color: null }]);
    expect([...source.paymentMethods.values()]).toMatchObject([
      { label: 'Visa card', kind: 'card' },
    ]);
    expect(source.draft(1)).toMatchObject({ categoryKey: 'Video', paymentMethodKey: null });
  });
});

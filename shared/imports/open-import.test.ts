import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { openImport } from './open-import.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const json = (value: unknown) => utf8(JSON.stringify(value));
const fixture = (name: string) => readFileSync(new URL(`fixtures/wallos/${name}`, import.meta.url));

const open = (...files: Uint8Array[]) => openImport(files, { today: '2026-11-21' });

function refusalOf(...files: Uint8Array[]): string {
  try {
    open(...files);
  } catch (error) {
    if (error instanceof AppError && error.code === 'unreadable-file') return error.detail ?? '';
    throw error;
  }
  throw new Error('was read');
}

const ENTRY = { Name: 'A', 'Payment Cycle': 'Monthly', 'Next Payment': '2026-12-01', Price: '€1' };

describe('recognising a file', () => {
  test.each([
    [
      'an export of Wallos around a list',
      json({ success: true, subscriptions: [ENTRY] }),
      'wallos-json',
    ],
    [
      'a Duetide household without a subscription',
      json({ format: 'duetide', version: 1, subscriptions: [] }),
      'duetide-json',
    ],
    [
      'a Duetide table with its head only',
      utf8('\ufeffname,cycle,anchor,prices\r\n'),
      'duetide-csv',
    ],
    ['a table with empty lines before it', utf8('\n\nname;cycle;anchor;prices\n'), 'duetide-csv'],
    ['JSON after space', utf8(`\n  ${JSON.stringify([ENTRY])}`), 'wallos-json'],
  ])('%s', (_name, bytes, format) => {
    expect(open(bytes).format).toBe(format);
  });

  test.each([
    ['another table', utf8('date,amount\n2026-01-01,5'), 'Neither Duetide nor Wallos'],
    ['prose', utf8('Dear Sir or Madam'), 'Neither Duetide nor Wallos'],
    ['another object', json({ hello: 'world' }), 'Neither Duetide nor Wallos'],
    ['an empty list', json([]), 'Neither Duetide nor Wallos'],
    ['a list of numbers', json([1, 2]), 'Neither Duetide nor Wallos'],
    [
      'an API answer without entries',
      json({ success: true, subscriptions: [] }),
      'Neither Duetide nor Wallos',
    ],
    [
      'an error of Wallos',
      json({ success: false, title: 'Invalid API key' }),
      'error answer of Wallos',
    ],
    ['broken JSON', utf8('{"format": "duetide",\n"version": 1,,}'), 'line 2'],
  ])('refuses %s', (_name, bytes, words) => {
    expect(refusalOf(bytes)).toContain(words);
  });

  test('takes what is no record in a list of records for a faulty row', () => {
    const source = open(json([ENTRY, 'x']));
    expect(source.draft(0).faults).toEqual([]);
    expect(source.draft(1).subscription).toBeNull();
  });
});

describe('two files', () => {
  const currencies = fixture('api-get-currencies.json');

  test('go together only as the answers of the API', () => {
    expect(refusalOf(fixture('subscriptions.csv'), currencies)).toContain('do not belong together');
    expect(refusalOf(fixture('subscriptions.json'), currencies)).toContain('do not belong');
    expect(refusalOf(fixture('subscriptions.csv'), fixture('subscriptions.json'))).toContain(
      'do not belong together',
    );
    expect(refusalOf(currencies, currencies)).toContain('currencies of Wallos only');
  });

  test('need the subscriptions', () => {
    expect(refusalOf(currencies)).toContain('add its subscriptions');
  });
});

describe('the number of rows', () => {
  test.each([
    ['wallos-json', (rows: number) => json(Array(rows).fill(ENTRY))],
    [
      'duetide-csv',
      (rows: number) =>
        utf8(`name,cycle,anchor,prices\n${'a,once,2026-01-01,1 EUR\n'.repeat(rows)}`),
    ],
    [
      'duetide-json',
      (rows: number) => json({ format: 'duetide', version: 1, subscriptions: Array(rows).fill(0) }),
    ],
  ])('of %s may be 10,000', (format, make) => {
    expect(open(make(10_000))).toMatchObject({ format, size: 10_000 });
    expect(refusalOf(make(10_001))).toContain('10001 rows');
  });
});

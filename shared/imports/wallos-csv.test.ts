import { expect, test } from 'vitest';
import { readWallosCsv } from './wallos-csv.ts';

const HEAD =
  'Name,Payment Cycle,Next Payment,Renewal,Category,Payment Method,Paid By,Price,Notes,URL,State,Notifications,Cancellation Date,Active';

function row({ name = 'Gym', notes = '', url = '' }): string {
  return `${name},Weekly,2026-11-27,Automatic,Sport,Cash,Ann,£7.99,${notes},${url},Enabled,Disabled,,Yes`;
}

const read = (...rows: string[]) => readWallosCsv([HEAD, ...rows].join('\n'), ',');

test('keeps quotes that Wallos wrote as they were', () => {
  const [first, second] = read(
    row({ notes: 'half-yearly "premium"' }),
    row({ notes: '"all quoted"' }),
  );
  expect(first?.Notes).toBe('half-yearly "premium"');
  expect(second?.Notes).toBe('"all quoted"');
  expect(second?.Active).toBe('Yes');
});

test('puts rows together that a line end in the notes broke, empty lines included', () => {
  const rows = read(row({ name: 'A', notes: 'one\n\ntwo\nthree' }), row({ name: 'B' }));
  expect(rows.map(({ Name, Notes, Active }) => [Name, Notes, Active])).toEqual([
    ['A', 'one\n\ntwo\nthree', 'Yes'],
    ['B', '', 'Yes'],
  ]);
});

test('gives the address its commas back', () => {
  const [only] = read(row({ url: 'https://example.com/a,b,c' }));
  expect([only?.URL, only?.State, only?.Active]).toEqual([
    'https://example.com/a,b,c',
    'Enabled',
    'Yes',
  ]);
});

test('reads what a spreadsheet has saved since, with any delimiter', () => {
  const [only] = read(row({ name: '"Netflix, Premium"', notes: '"say ""hi"""' }));
  expect([only?.Name, only?.Notes]).toEqual(['Netflix, Premium', 'say "hi"']);
  const semicolons = `${HEAD}\n${row({ name: '"a;b"' })}`.replaceAll(',', ';');
  expect(readWallosCsv(semicolons, ';')[0]?.Name).toBe('a;b');
  const quoted = (line: string) =>
    line
      .split(',')
      .map((cell) => `"${cell}"`)
      .join(',');
  const [throughout] = readWallosCsv(`${quoted(HEAD)}\n${quoted(row({ notes: 'a' }))}`, ',');
  expect([throughout?.Name, throughout?.Notes]).toEqual(['Gym', 'a']);
});

test('leaves cells empty that the last row lacks, and passes over empty lines', () => {
  expect(read('', 'Gym,Weekly', '')).toMatchObject([{ Name: 'Gym', Price: '' }]);
});

test('does not swallow the row after a broken one', () => {
  const rows = read('Broken,Weekly,2026-01-01', row({ name: 'Whole' }));
  expect(rows.map(({ Name }) => Name)).toEqual(['Broken', 'Whole']);
});

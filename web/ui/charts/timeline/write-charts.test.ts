import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { fileNameOf, type ShelvedChart, writeChartsCsv, writeChartsJson } from './write-charts.ts';

const START = Date.parse('2026-11-21T10:00:00.000Z');
const columns = {
  chart: 'Chart',
  series: 'Series',
  start: 'Start of the step',
  value: 'Value',
  shown: 'Shown as',
  before: 'Before',
  beforeShown: 'Before, shown as',
};
const charts: ShelvedChart[] = [
  {
    title: 'Time to answer, by route',
    hint: 'p95',
    steps: { at: [START, START + 10_000], step: 10_000 },
    series: [
      { key: 'a', label: '=HYPERLINK("x")', color: '', values: [0.1, null], before: [null, 0.25] },
      { key: 'b', label: 'GET "b",\nc', color: '', values: [null, null] },
    ],
    format: (value) => `${value * 1_000} ms`,
  },
  {
    title: 'Errors',
    hint: undefined,
    steps: { at: [START], step: 60_000 },
    series: [{ key: 'e', label: 'Errors', color: '', values: [0] }],
    format: (value) => `${value * 100}%`,
  },
];

test('all charts become one table, with units as they are shown, that no spreadsheet runs', () => {
  const text = writeChartsCsv(charts, columns);
  expect(text).toMatch(/^\ufeffChart,Series,/);
  expect(text.endsWith('\r\n')).toBe(true);
  expect(parse(text, { bom: true })).toEqual([
    Object.values(columns),
    [
      'Time to answer, by route',
      `'=HYPERLINK("x")`,
      '2026-11-21T10:00:00.000Z',
      '0.1',
      '100 ms',
      '',
      '',
    ],
    [
      'Time to answer, by route',
      `'=HYPERLINK("x")`,
      '2026-11-21T10:00:10.000Z',
      '',
      '',
      '0.25',
      '250 ms',
    ],
    ['Errors', 'Errors', '2026-11-21T10:00:00.000Z', '0', '0%', '', ''],
  ]);
});

test('as JSON every step is there, and what is compared with', () => {
  const page = {
    page: 'Performance',
    address: 'https://d.example/console',
    from: START,
    to: START + 60_000,
  };
  const read = JSON.parse(writeChartsJson(charts, page));
  expect(read).toMatchObject({
    page: 'Performance',
    address: 'https://d.example/console',
    from: '2026-11-21T10:00:00.000Z',
    to: '2026-11-21T10:01:00.000Z',
  });
  expect(read.charts[0]).toEqual({
    title: 'Time to answer, by route',
    hint: 'p95',
    stepSeconds: 10,
    at: ['2026-11-21T10:00:00.000Z', '2026-11-21T10:00:10.000Z'],
    series: [
      {
        name: '=HYPERLINK("x")',
        values: [0.1, null],
        shown: ['100 ms', null],
        before: [null, 0.25],
        beforeShown: [null, '250 ms'],
      },
      { name: 'GET "b",\nc', values: [null, null], shown: [null, null] },
    ],
  });
  expect(read.charts[1]).not.toHaveProperty('hint');
});

test('the name of the file says of what and of when it is', () => {
  const times = { from: START, to: START + 3_600_000 };
  expect(fileNameOf({ page: 'Performance: GET /api/v1/x', ...times })).toBe(
    'duetide-performance-get-api-v1-x-2026-11-21T1000Z-2026-11-21T1100Z',
  );
  expect(fileNameOf({ page: '性能', ...times })).toBe('duetide-2026-11-21T1000Z-2026-11-21T1100Z');
});

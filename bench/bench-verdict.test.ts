import { expect, test } from 'vitest';
import { atLeast, atMost, type BenchResult, noted } from './bench-result.ts';
import { benchFaults, benchTable } from './bench-verdict.ts';

const result = (...figures: BenchResult['figures']): BenchResult => ({ name: 'sample', figures });

test('a target that is met exactly is met', () => {
  expect(benchFaults(result(atLeast('speed', 10, 10), atMost('cost', 1.3, 1.3)), false)).toEqual(
    [],
  );
});

test('each missed target is named with what was measured', () => {
  const faults = benchFaults(
    result(atLeast('speed', 9.99, 10, '×'), atMost('cost', 2, 1.3)),
    false,
  );
  expect(faults).toEqual([
    'sample: speed is 9.99 ×, the target is ≥ 10',
    'sample: cost is 2, the target is ≤ 1.3',
  ]);
});

test('a quick run does not judge speed, but everything must have been measured', () => {
  expect(benchFaults(result(atLeast('speed', 1, 10)), true)).toEqual([]);
  expect(benchFaults(result(atLeast('speed', Number.NaN, 10)), true)).toHaveLength(1);
  expect(benchFaults(result(atMost('cost', 0, 10)), true)).toHaveLength(1);
  expect(benchFaults(result(), true)).toEqual(['sample measured nothing']);
});

test('what is only noted has no verdict', () => {
  expect(benchTable(result(noted('requests', 5)))).toMatch(/\| requests \| 5 +\| +\| +\|$/);
});

test('the table is Markdown with aligned columns', () => {
  const table = benchTable(result(atLeast('requests', 45_678.9, 10, '/s'), atMost('cost', 2, 1.3)));
  expect(table).toBe(
    [
      '| sample   | measured  | target | ' + '       |',
      '| -------- | --------- | ------ | ' + '------ |',
      '| requests | 45,679 /s | ≥ 10   | ' + 'met    |',
      '| cost     | 2         | ≤ 1.3  | ' + 'MISSED |',
    ].join('\n'),
  );
});

import { expect, test } from 'vitest';
import type { HistorySeries } from '#shared/schemas/history-schemas.ts';
import { labelled, quantile, scaled, share, sumOf, total } from './figures.ts';

const of = (labels: Record<string, string>, values: (number | null)[]): HistorySeries => ({
  labels,
  values,
});
const ok = of({ status: '2xx', route: '/a' }, [9, null, 4, null]);
const failed = of({ status: '5xx', route: '/a' }, [1, null, 0, null]);
const other = of({ status: '5xx', route: '/b' }, [null, null, 6, null]);

test('series are found by their labels', () => {
  expect(labelled([ok, failed, other], { status: '5xx' })).toEqual([failed, other]);
  expect(labelled([ok, failed, other], { status: '5xx', route: '/b' })).toEqual([other]);
  expect(labelled([ok], { status: '4xx' })).toEqual([]);
});

test('a total has a gap only where nothing was recorded', () => {
  expect(total([ok, failed, other], 4)).toEqual([10, null, 10, null]);
  expect(total([], 2)).toEqual([null, null]);
});

test('a share is of what there is, and nothing of nothing is no share', () => {
  expect(share([1, null, 6, 0], [10, null, 10, 0])).toEqual([0.1, null, 0.6, null]);
  expect(share([null], [5])).toEqual([0]);
});

test('quantiles are those of the only series, or gaps', () => {
  const quantiles = { p50: [0.1], p95: [0.2], p99: [null] };
  expect(quantile([{ ...ok, quantiles }], 'p95', 1)).toEqual([0.2]);
  expect(quantile([], 'p95', 2)).toEqual([null, null]);
});

test('figures are scaled and added up without their gaps', () => {
  expect(scaled([10, null, 0], 0.1)).toEqual([1, null, 0]);
  expect(sumOf([1, null, 2])).toBe(3);
});

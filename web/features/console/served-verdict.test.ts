import { expect, test } from 'vitest';
import { judgeMinute } from './served-verdict.ts';

test('the verdict follows errors first, then time', () => {
  const of = (requests: number | null, errors: number, p95: number | null) =>
    judgeMinute({ requests, errors, p95 });
  expect(of(null, 0, null)).toBe('unknown');
  expect(of(0, 0, null)).toBe('idle');
  expect(of(1_000, 10, 0.2)).toBe('good');
  expect(of(1_000, 11, 0.2)).toBe('failing');
  expect(of(1_000, 50, 3)).toBe('failing');
  expect(of(1_000, 51, 3)).toBe('down');
  expect(of(1_000, 0, 1)).toBe('good');
  expect(of(1_000, 0, 1.01)).toBe('slow');
  expect(of(5, 0, null)).toBe('good');
});

import { describe, expect, test } from 'vitest';
import { weekInfoByRegion, weekInfoOf } from './week-info.ts';

const CASES = [
  ['en-GB', 1],
  ['de', 1],
  ['en-US', 7],
  ['pt-BR', 7],
  ['ar-EG', 6],
  ['fa-IR', 6],
] as const;

describe('the first day of the week', () => {
  test.for(CASES)('in %s is day %i', ([locale, firstDay]) => {
    expect(weekInfoOf(locale).firstDay).toBe(firstDay);
  });

  test.for(CASES)('in %s is known without help of the browser', ([locale, firstDay]) => {
    expect(weekInfoByRegion(locale).firstDay).toBe(firstDay);
  });
});

import { expect, test } from 'vitest';
import { medianScores } from './lighthouse-scores.ts';

test('takes the middle of each category by itself', () => {
  const runs = [
    { performance: 0.9, seo: 1 },
    { performance: 0.99, seo: 0.9 },
    { performance: 0.97, seo: 0.8 },
  ];
  expect(medianScores(runs)).toEqual({ performance: 0.97, seo: 0.9 });
});

test('a score that a run could not tell is not told', () => {
  expect(medianScores([{ seo: 1 }, { seo: null }, { seo: 1 }])).toEqual({ seo: null });
  expect(medianScores([{ seo: 1, performance: 1 }, { seo: 1 }])).toEqual({
    seo: 1,
    performance: null,
  });
});

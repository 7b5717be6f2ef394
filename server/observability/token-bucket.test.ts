import { expect, it } from 'vitest';
import { createTokenBucket } from './token-bucket.ts';

function taken(take: () => boolean, tries: number): number {
  return Array.from({ length: tries }, take).filter(Boolean).length;
}

it('gives so many a second, and no more at once after a rest', () => {
  let now = 0;
  const take = createTokenBucket({ perSecond: 10, monotonic: () => now });
  expect(taken(take, 100)).toBe(10);
  now += 500;
  expect(taken(take, 100)).toBe(5);
  now += 3_600_000;
  expect(taken(take, 100)).toBe(10);
});

it('gives all of them where there is no limit', () => {
  expect(taken(createTokenBucket({ perSecond: 0 }), 1_000)).toBe(1_000);
});

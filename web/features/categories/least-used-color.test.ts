import { expect, test } from 'vitest';
import { CATEGORY_COLORS } from '#shared/subscriptions/category.ts';
import { leastUsedColor } from './least-used-color.ts';

test('a new category gets the first colour that the fewest have', () => {
  const all = CATEGORY_COLORS.map((color) => ({ color }));
  expect(leastUsedColor([])).toBe('coral');
  expect(leastUsedColor([{ color: 'coral' }, { color: 'lime' }])).toBe('amber');
  expect(leastUsedColor(all)).toBe('coral');
  expect(leastUsedColor([...all, ...all.slice(0, 4)])).toBe('sky');
});

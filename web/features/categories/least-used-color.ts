import { CATEGORY_COLORS, type CategoryColor } from '#shared/subscriptions/category.ts';

/** A colour for a new category: the first of those that the fewest have. */
export function leastUsedColor(categories: readonly { color: CategoryColor }[]): CategoryColor {
  const usesOf = (wanted: CategoryColor) =>
    categories.filter(({ color }) => color === wanted).length;
  return CATEGORY_COLORS.reduce((best, color) => (usesOf(color) < usesOf(best) ? color : best));
}

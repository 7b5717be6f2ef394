import type { CategoryColor } from '#shared/subscriptions/category.ts';

/** The colour of a category in the present theme, as CSS; null is no category. */
export function categoryColor(name: CategoryColor | null): string {
  return name === null ? 'var(--color-line-strong)' : `var(--color-category-${name})`;
}

/** From which change on a shade is stronger; less than the first is about the same. */
export const CHANGE_LIMITS = { more: [0.2, 0.5, 1], less: [0.2, 0.35, 0.5] } as const;

/** `-3` to `3`: how strongly it became less or more; null: there is nothing to compare with. */
export type ChangeShade = -3 | -2 | -1 | 0 | 1 | 2 | 3;

/**
 * What was gained or lost, as a share of what was there: 1 is twice as much, -0.5 half of it. Null
 * where either is not known, or there was nothing.
 */
export function changeOf(
  now: number | null | undefined,
  before: number | null | undefined,
): number | null {
  return now == null || !before ? null : now / before - 1;
}

/** @param least a difference that is smaller is none, whatever share it is */
export function shadeOfChange(now: number, before: number, least: number): ChangeShade | null {
  const change = changeOf(now, before);
  if (change === null) return null;
  if (Math.abs(now - before) < least) return 0;
  const limits = change > 0 ? CHANGE_LIMITS.more : CHANGE_LIMITS.less;
  const shade = limits.filter((limit) => Math.abs(change) >= limit).length;
  return (shade === 0 ? 0 : change > 0 ? shade : -shade) as ChangeShade;
}

/**
 * Orange for more and blue for less, which everybody tells apart, and stronger the further from the
 * neutral middle. What became less is also drawn lower, for those who see no hues at all.
 */
export function colorOfChange(shade: ChangeShade): string {
  if (shade === 0) return 'color-mix(in oklab, var(--color-ink) 22%, var(--color-sunken))';
  const hue = shade > 0 ? 'var(--color-coral-ink)' : 'var(--color-category-sky)';
  return `color-mix(in oklab, ${hue} ${[0, 42, 70, 100][Math.abs(shade)]}%, var(--color-surface))`;
}

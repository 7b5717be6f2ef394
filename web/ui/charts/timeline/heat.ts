/**
 * The colour of a value: a shade stronger from each limit on. The shades run from the background's
 * lightness to the ink's, so they can be told apart without seeing hues, and in both themes.
 * @param limits ascending; the last only says what the strongest shade begins with
 */
export function heatOf(value: number, limits: readonly number[]): string {
  const shade = limits.slice(0, -1).filter((limit) => value >= limit).length;
  const share = Math.round((100 * (shade + 0.6)) / (limits.length - 0.4));
  return `color-mix(in oklab, var(--color-coral-ink) ${share}%, var(--color-tide-soft))`;
}

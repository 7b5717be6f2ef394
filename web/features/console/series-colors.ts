/** Told apart by lightness as well as by hue; lines differ by their dashes besides. */
export const SERIES = {
  main: { color: 'var(--color-tide)' },
  bad: { color: 'var(--color-coral)' },
  middle: { color: 'var(--color-category-slate)', dash: '2 3' },
  high: { color: 'var(--color-category-indigo)' },
  highest: { color: 'var(--color-coral)', dash: '7 3' },
} as const;

/** 0 to 1, or null where Lighthouse could not tell. */
export type Scores = Record<string, number | null>;

/**
 * The median of several runs, category by category: performance varies with what else the
 * machine does. A score that is missing in one run is missing.
 */
export function medianScores(runs: readonly Scores[]): Scores {
  const categories = Object.keys(runs[0] ?? {});
  return Object.fromEntries(
    categories.map((category) => {
      const scores = runs.map((run) => run[category] ?? null);
      const known = scores.filter((score) => score !== null).sort((a, b) => a - b);
      return [
        category,
        known.length === scores.length ? (known[Math.floor(known.length / 2)] ?? null) : null,
      ];
    }),
  );
}

const MOST_NAMES = 3;

/** The first few of the names that something is about, each once, and how many there are in all. */
export function someNames(names: readonly string[]): { names: string[]; count: number } {
  return { names: [...new Set(names)].slice(0, MOST_NAMES), count: new Set(names).size };
}

/** Claims of one kind before the others are asked for again that had nothing. */
const UNASKED = 10;

/**
 * Whose turn it is. Kinds of which there is something take turns, so that a thousand jobs of one
 * kind do not keep one of another waiting; where there is only one kind, little is asked in vain.
 */
export interface FairTurns {
  /** Those of the kinds to ask for next. */
  among(kinds: readonly string[]): readonly string[];
  /** One of this kind was there. */
  served(kind: string): void;
  /** There was none of those. @returns whether there may be of others, whose turn was over. */
  passed(): boolean;
}

export function createFairTurns(): FairTurns {
  const hadTheirs = new Set<string>();
  let unasked = 0;
  return {
    among(kinds) {
      const rest = kinds.filter((kind) => !hadTheirs.has(kind));
      if (rest.length > 0) return rest;
      hadTheirs.clear();
      return kinds;
    },
    served(kind) {
      if (unasked > 0) unasked -= 1;
      else hadTheirs.add(kind);
    },
    passed() {
      const served = hadTheirs.size;
      hadTheirs.clear();
      unasked = served === 1 ? UNASKED : 0;
      return served > 0;
    },
  };
}

/** One measured figure and what it must be. */
export interface Figure {
  what: string;
  value: number;
  unit?: string;
  /** In words, with the bound: `≥ 10`; empty where nothing is promised. */
  target: string;
  isMet: boolean;
}

export interface BenchResult {
  name: string;
  figures: Figure[];
}

export interface BenchOptions {
  /** Few repetitions: shows that the bench runs and can fail, not how fast anything is. */
  isQuick: boolean;
}

/** What a file of bench/ exports as `run`. */
export type Bench = (options: BenchOptions) => Promise<BenchResult>;

export function atLeast(what: string, value: number, bound: number, unit?: string): Figure {
  return { what, value, unit, target: `≥ ${bound}`, isMet: value >= bound };
}

export function atMost(what: string, value: number, bound: number, unit?: string): Figure {
  return { what, value, unit, target: `≤ ${bound}`, isMet: value <= bound };
}

/** For the record: nothing is promised about it. */
export function noted(what: string, value: number, unit?: string): Figure {
  return { what, value, unit, target: '', isMet: true };
}

/** How long a step is. Each is merged of steps of the one before it. */
export type HistoryLevel = '10s' | '1m' | '10m' | '1h' | '1d' | '7d';

/** What was counted and measured in one step, of one group of metrics. */
export interface StoredRollup {
  level: HistoryLevel;
  /** Which group: lower case letters. */
  view: string;
  /** Begin of the step, in milliseconds since 1970. */
  at: number;
  /** Empty: of all instances. */
  instanceId: string;
  /** How many rollups of ten seconds are in it. */
  weight: number;
  /** Packed: opaque to the store. */
  content: Uint8Array;
}

/**
 * The installation's measurements: no household's, so that no household's id is asked for. Level,
 * view, step and instance are the key. Reading takes only the rows that it gives back.
 */
export interface HistoryRepository {
  /**
   * Inserts each, or replaces what is there unless that has more weight: of two that merge the
   * same step at once, or again later, the one that saw more stays.
   */
  put(rollups: readonly StoredRollup[]): Promise<void>;
  /** Those of steps that begin at `from` or later and before `to`, by step, then instance. */
  list(level: HistoryLevel, view: string, from: number, to: number): Promise<StoredRollup[]>;
  /** Begin of the first step; null: there is none. */
  findOldest(level: HistoryLevel, view: string): Promise<number | null>;
  /** Begin of the last step; null: there is none. */
  findNewest(level: HistoryLevel, view: string): Promise<number | null>;
  /** Forgets steps that begin before an instant. */
  purge(level: HistoryLevel, view: string, before: number): Promise<void>;
}

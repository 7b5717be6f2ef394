/**
 * Short-lived values that all processes of a cluster share. Every method rejects within
 * milliseconds while the server that keeps them is slow or away; nothing of it is ever the only
 * copy. It may forget any value at any time.
 */
export interface SharedValues {
  /** In the order of the keys, null for what is not there. */
  getMany(keys: readonly string[]): Promise<(Buffer | null)[]>;
  /**
   * Stores all of them under the given times to live, in milliseconds.
   * @param patience milliseconds, for what is worth more of a wait than the others
   */
  putMany(entries: readonly SharedEntry[], patience?: number): Promise<void>;
  /** @returns what is there now: its own value, or the one that was there already. */
  putIfAbsent(entry: SharedEntry): Promise<Buffer>;
  /**
   * Adds one to a number that begins with 0 and is forgotten after the time to live.
   * @returns the number, and the milliseconds that it has left.
   */
  increment(key: string, timeToLive: number): Promise<{ count: number; timeToLive: number }>;
  close(): Promise<void>;
}

export interface SharedEntry {
  key: string;
  value: string | Buffer;
  timeToLive: number;
}

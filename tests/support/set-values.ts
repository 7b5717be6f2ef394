import type { SharedValues } from '#server/shared-state/shared-values.ts';

/** Shared values that are away, forgetful or read-only when a test says so. */
export interface SetValues extends SharedValues {
  calls: number;
  isAway: boolean;
  isReadOnly: boolean;
  forget(): void;
  /** Ends what has lived long enough. */
  pass(milliseconds: number): void;
}

export function createSetValues(): SetValues {
  const kept = new Map<string, Buffer>();
  const counts = new Map<string, number>();
  const ends = new Map<string, number>();
  let now = 0;

  async function answer(isWrite: boolean): Promise<void> {
    values.calls += 1;
    await Promise.resolve();
    if (values.isAway || (isWrite && values.isReadOnly)) throw new Error('away');
  }

  const values: SetValues = {
    calls: 0,
    isAway: false,
    isReadOnly: false,
    forget() {
      kept.clear();
      counts.clear();
    },
    pass(milliseconds) {
      now += milliseconds;
      for (const [key, end] of ends) if (end <= now) kept.delete(key);
    },
    async getMany(keys) {
      await answer(false);
      return keys.map((key) => kept.get(key) ?? null);
    },
    async putMany(entries) {
      await answer(true);
      for (const { key, value, timeToLive } of entries) {
        kept.set(key, Buffer.from(value));
        ends.set(key, now + timeToLive);
      }
    },
    async putIfAbsent({ key, value, timeToLive }) {
      await answer(true);
      const present = kept.get(key) ?? Buffer.from(value);
      if (!kept.has(key)) ends.set(key, now + timeToLive);
      kept.set(key, present);
      return present;
    },
    async increment(key, timeToLive) {
      await answer(true);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return { count: counts.get(key) ?? 0, timeToLive };
    },
    async close() {},
  };
  return values;
}

import type { SharedValues } from '#server/shared-values.ts';

/** Shared values that are away, forgetful or read-only when a test says so. */
export interface SetValues extends SharedValues {
  calls: number;
  isAway: boolean;
  isReadOnly: boolean;
  forget(): void;
}

export function createSetValues(): SetValues {
  const kept = new Map<string, Buffer>();
  const counts = new Map<string, number>();

  async function pass(isWrite: boolean): Promise<void> {
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
    async getMany(keys) {
      await pass(false);
      return keys.map((key) => kept.get(key) ?? null);
    },
    async putMany(entries) {
      await pass(true);
      for (const { key, value } of entries) kept.set(key, Buffer.from(value));
    },
    async putIfAbsent({ key, value }) {
      await pass(true);
      const present = kept.get(key) ?? Buffer.from(value);
      kept.set(key, present);
      return present;
    },
    async increment(key, timeToLive) {
      await pass(true);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return { count: counts.get(key) ?? 0, timeToLive };
    },
    async close() {},
  };
  return values;
}

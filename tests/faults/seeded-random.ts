import { hash, randomInt } from 'node:crypto';

export interface SeededRandom {
  /** Uniform in [0, 1). */
  next(): number;
  /** One of them. */
  pick<Item>(items: readonly Item[]): Item;
}

/** The same seed, the same sequence: FAULTS_SEED asks for one that was printed. */
export function chooseSeed(): number {
  return Number(process.env.FAULTS_SEED ?? randomInt(1_000_000));
}

export function createSeededRandom(seed: string): SeededRandom {
  let drawn = 0;
  const next = () => {
    drawn += 1;
    return hash('sha256', `${seed} ${drawn}`, 'buffer').readUInt32BE() / 2 ** 32;
  };
  return {
    next,
    pick: (items) => items[Math.floor(next() * items.length)] as (typeof items)[number],
  };
}

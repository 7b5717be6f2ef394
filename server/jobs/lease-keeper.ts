import type { Timers } from './timers.ts';

/** Of a lease: often enough that two failures in a row do not lose it. */
const RENEWALS = 3;
const TRY_AGAIN_MS = 1_000;

export interface LeaseKeeperOptions {
  /** Milliseconds for which each renewal is good, counted from when it was asked for. */
  lease: number;
  timers: Timers;
  /** @returns whether it is still ours; rejects when nobody can say. */
  renew(): Promise<boolean>;
  /** Called once: somebody else may have it now. */
  onLost(): void;
}

/**
 * Renews a lease that was just made until it is told to stop. Where the store is away, the lease is
 * taken for lost when it would end, by a clock that does not jump.
 * @returns how to stop
 */
export function keepLease({ lease, timers, renew, onLost }: LeaseKeeperOptions): () => void {
  let isOver = false;
  let goodUntil = timers.monotonic() + lease;
  let cancel = later(lease / RENEWALS);

  function later(milliseconds: number): () => void {
    return timers.after(milliseconds, () => void look());
  }

  function lose(): void {
    isOver = true;
    onLost();
  }

  async function look(): Promise<void> {
    const begun = timers.monotonic();
    let wait = lease / RENEWALS;
    // An answer that does not come must not keep us from noticing the end. Whoever comes late, as
    // after a pause of the whole machine, still gets to ask.
    cancel = timers.after(Math.max(goodUntil - begun, wait), () => {
      if (!isOver) lose();
    });
    try {
      const isOurs = await renew();
      if (isOver) return;
      if (!isOurs) {
        cancel();
        return lose();
      }
      goodUntil = begun + lease;
    } catch {
      if (isOver) return;
      wait = Math.min(TRY_AGAIN_MS, wait);
      if (timers.monotonic() + wait >= goodUntil) {
        cancel();
        return lose();
      }
    }
    cancel();
    cancel = later(wait);
  }

  return () => {
    isOver = true;
    cancel();
  };
}

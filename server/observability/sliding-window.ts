/** How the calls of the last while went. */
export interface SlidingWindow {
  add(isFailure: boolean, now: number): void;
  /** At most as old as the window is long; calls of one slice grow old together. */
  count(now: number): { readonly calls: number; readonly failures: number };
  clear(): void;
}

const SLICES = 10;

/** Ten counters in a ring, so that a busy dependency costs no more memory than an idle one. */
export function createSlidingWindow(milliseconds: number): SlidingWindow {
  const width = milliseconds / SLICES;
  const slices = Array.from({ length: SLICES }, () => ({
    number: Number.NEGATIVE_INFINITY,
    calls: 0,
    failures: 0,
  }));

  return {
    add(isFailure, now) {
      const number = Math.floor(now / width);
      const slice = slices[number % SLICES];
      if (!slice) return;
      if (slice.number !== number) Object.assign(slice, { number, calls: 0, failures: 0 });
      slice.calls += 1;
      if (isFailure) slice.failures += 1;
    },
    count(now) {
      const oldest = Math.floor(now / width) - SLICES + 1;
      let calls = 0;
      let failures = 0;
      for (const slice of slices) {
        if (slice.number < oldest) continue;
        calls += slice.calls;
        failures += slice.failures;
      }
      return { calls, failures };
    },
    clear() {
      for (const slice of slices) slice.number = Number.NEGATIVE_INFINITY;
    },
  };
}

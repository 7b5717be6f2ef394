import type { Area, Finding } from './finding.ts';

/** One thing to look at. It changes nothing, and disturbs nobody who serves meanwhile. */
export interface Probe {
  readonly area: Area;
  readonly name: string;
  /** What to do where it gets no answer, or one that it does not understand. */
  readonly cure: string;
  /** Milliseconds after which it counts as unanswered; `PROBE_LIMIT` unless it says so itself. */
  readonly limit?: number;
  /**
   * @param signal says that nobody waits any more.
   * @returns findings, also about other areas if it came to know them.
   */
  run(signal: AbortSignal): Promise<readonly Finding[]>;
}

/** What a probe comes to know at once, without asking anybody. */
export function probeOf(
  named: Pick<Probe, 'area' | 'name' | 'cure'>,
  look: () => readonly Finding[],
): Probe {
  return { ...named, run: async () => look() };
}

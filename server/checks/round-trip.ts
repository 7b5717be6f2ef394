import type { Finding } from './finding.ts';

const SAMPLES = 5;

/** Milliseconds that one of a few questions takes in the middle: the first may wait for a lookup. */
export async function roundTripOf(ask: () => Promise<unknown>): Promise<number> {
  const samples: number[] = [];
  for (let asked = 0; asked < SAMPLES; asked += 1) {
    const begun = performance.now();
    await ask();
    samples.push(performance.now() - begun);
  }
  return samples.sort((left, right) => left - right)[(SAMPLES - 1) / 2] ?? 0;
}

export function judgeRoundTrip(
  milliseconds: number,
  { longest, cure }: { longest: number; cure: string },
  say: {
    ok(name: string, message: string): Finding;
    warning(name: string, message: string, cure: string): Finding;
  },
): Finding {
  const message = `${milliseconds.toFixed(1)} ms there and back`;
  return milliseconds > longest
    ? say.warning('distance', `${message}, while ${longest} ms are much`, cure)
    : say.ok('distance', message);
}

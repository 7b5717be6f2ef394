import { describe, expect, it } from 'vitest';
import { createPollPace, type Finding } from './poll-pace.ts';

function waits(findings: readonly Finding[], random = 1): number[] {
  return findings.map(createPollPace(() => random));
}

describe('the pace of looking for jobs', () => {
  it('slows down to four looks a minute while there is nothing', () => {
    const idle = Array<Finding>(7).fill('idle');
    expect(waits(idle)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  });

  it.each(['found', 'busy'] as const)('is quick again after it was %s', (finding) => {
    expect(waits(['idle', 'idle', 'idle', finding, 'idle', 'idle'])).toEqual([
      1_000, 2_000, 4_000, 1_000, 1_000, 2_000,
    ]);
  });

  it('grows from a quarter of a second to two while the store is away, and starts anew', () => {
    const away = Array<Finding>(8).fill('away');
    const grown = waits(away);
    expect(Math.min(...grown)).toBeGreaterThanOrEqual(250);
    expect(Math.max(...grown)).toBe(2_000);
    expect(waits([...away, 'found', 'away']).at(-1)).toBe(grown[0]);
    expect(waits(away, 0)).toEqual(away.map(() => 250));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleCircuitEvent } from '#tests/support/sample-records.ts';
import type { CircuitState } from './circuit-event-repository.ts';
import { circuitSpans, coarserSpans, type Span } from './circuit-spans.ts';

const BEGUN = Date.UTC(2026, 0, 1);

/** At a second, in an instance. */
function turn(second: number, fromState: CircuitState, toState: CircuitState, instanceId = 'a') {
  const at = new Date(BEGUN + second * 1_000).toISOString();
  return sampleCircuitEvent({ id: `${second}`, at, fromState, toState, instanceId });
}

function shown(spans: readonly Span[]): string[] {
  const second = (instant: number) => (instant - BEGUN) / 1_000;
  return spans.map(({ from, to, state }) => `${second(from)}-${second(to)} ${state}`);
}

const period = { from: BEGUN + 100_000, to: BEGUN + 200_000, goneAt: () => null };

describe('the timeline of a circuit', () => {
  it('is closed where nothing happened', () => {
    expect(shown(circuitSpans({ ...period, turns: [] }))).toEqual(['100-200 closed']);
  });

  it('is open until it is closed again, and what came before is known by where it came from', () => {
    const turns = [
      turn(90, 'closed', 'open'),
      turn(110, 'half-open', 'closed'),
      turn(150, 'closed', 'isolated'),
      turn(160, 'isolated', 'half-open'),
      turn(161, 'half-open', 'closed'),
    ];
    const expected = [
      '100-110 open',
      '110-150 closed',
      '150-160 isolated',
      '160-161 open',
      '161-200 closed',
    ];
    expect(shown(circuitSpans({ ...period, turns }))).toEqual(expected);
    expect(shown(circuitSpans({ ...period, turns: turns.slice(1) }))).toEqual(expected);
  });

  it('is its worst state in any instance, and ends with an instance that is gone', () => {
    const turns = [
      turn(120, 'closed', 'isolated', 'a'),
      turn(130, 'closed', 'open', 'b'),
      turn(140, 'half-open', 'closed', 'b'),
      turn(170, 'closed', 'open', 'c'),
    ];
    const goneAt = (id: string) => (id === 'c' ? BEGUN + 180_000 : null);
    expect(shown(circuitSpans({ ...period, turns, goneAt }))).toEqual([
      '100-120 closed',
      '120-130 isolated',
      '130-140 open',
      '140-170 isolated',
      '170-180 open',
      '180-200 isolated',
    ]);
  });

  it('has one border between two spans, however many are asked for', () => {
    const restless = Array.from({ length: 60 }, (_, at) => 100 + at / 10);
    const calm = Array.from({ length: 6 }, (_, at) => 110 + at * 15);
    const turns = [...restless, ...calm].map((second, at) =>
      at % 2 === 0 ? turn(second, 'closed', 'open') : turn(second, 'open', 'closed'),
    );
    const spans = circuitSpans({ ...period, turns });
    for (let most = 1; most <= 60; most += 1) {
      const coarse = coarserSpans(spans, most);
      expect(coarse.slice(1).map(({ from }) => from)).toEqual(
        coarse.slice(0, -1).map(({ to }) => to),
      );
    }
  });

  it('without gaps covers the whole period, whatever happened', () => {
    const state = fc.constantFrom<CircuitState>('closed', 'open', 'half-open', 'isolated');
    const turns = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 200 }), state, state, fc.constantFrom('a', 'b')),
    );
    fc.assert(
      fc.property(turns, fc.integer({ min: 1, max: 20 }), (given, most) => {
        const ordered = given.toSorted(([left], [right]) => left - right);
        const spans = circuitSpans({ ...period, turns: ordered.map((each) => turn(...each)) });
        const coarse = coarserSpans(spans, most);
        expect(coarse.length).toBeLessThanOrEqual(Math.max(1, most));
        for (const each of [spans, coarse]) {
          expect([each[0]?.from, each.at(-1)?.to]).toEqual([period.from, period.to]);
          for (const [at, span] of each.entries()) {
            expect(span.to).toBeGreaterThan(span.from);
            if (at > 0) expect(span.from).toBe(each[at - 1]?.to);
            expect(span.state).not.toBe(each[at - 1]?.state);
          }
        }
        // What was bad for a moment is not lost by being shown coarser.
        const states = (each: readonly Span[]) => new Set(each.map(({ state: one }) => one));
        if (states(spans).has('open')) expect(states(coarse)).toContain('open');
      }),
    );
  });
});

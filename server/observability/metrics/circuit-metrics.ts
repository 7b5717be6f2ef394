import type { CircuitRecord } from '../circuit-board.ts';
import type { CircuitBreaker } from '../circuit-breaker.ts';
import type { Counter, Metrics } from './metric-registry.ts';

const STATES = ['closed', 'open', 'half-open', 'isolated'] as const;
type State = (typeof STATES)[number];

export interface CircuitMetrics {
  /** From now on it is there, with zero. */
  expect(circuit: string): void;
  /** Counts its changes; those of circuits with one name, such as of many hosts, count together. */
  count(breaker: CircuitBreaker): void;
}

/** @param list the circuits whose state is told, by name. */
export function createCircuitMetrics(
  metrics: Metrics,
  list: () => readonly Pick<CircuitRecord, 'name' | 'state'>[],
): CircuitMetrics {
  const changes = metrics.counter({
    name: 'duetide_circuit_changes_total',
    help: 'How often a circuit came to a state. One that came to open tripped.',
    labels: ['circuit', 'to'],
  });
  metrics.read(
    {
      type: 'gauge',
      name: 'duetide_circuit_state',
      help: '1 for the state that a circuit is in, 0 for the others.',
      labels: ['circuit', 'state'],
    },
    function* () {
      for (const { name: circuit, state } of list()) {
        for (const each of STATES) {
          yield { labels: { circuit, state: each }, value: each === state ? 1 : 0 };
        }
      }
    },
  );

  function countersOf(circuit: string): Record<State, Counter> {
    const counters = STATES.map((to): [State, Counter] => [to, changes.of({ circuit, to })]);
    return Object.fromEntries(counters) as Record<State, Counter>;
  }

  return {
    expect: countersOf,
    count(breaker) {
      const counters = countersOf(breaker.name);
      breaker.onTransition(({ to }) => counters[to].add());
    },
  };
}

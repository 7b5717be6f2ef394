import { type Clock, instantOf } from '#server/clock.ts';
import type { CircuitBreaker, Transition } from './circuit-breaker.ts';
import { type CircuitLog, logCircuit } from './circuit-log.ts';

/** How a circuit of this process is, and has been since it was made. */
export interface CircuitRecord {
  name: string;
  state: CircuitBreaker['state']['kind'];
  /** ISO 8601: since when it is in that state. */
  since: string;
  /** How often it came to each state. */
  transitions: Record<CircuitBreaker['state']['kind'], number>;
  /** Why it changed last, and the name of the error that did it; null before the first change. */
  lastChange: { at: string; cause: Transition['cause']; fault: string | null } | null;
}

export interface CircuitBoard {
  /** Logs and counts every transition from now on. */
  watch(breaker: CircuitBreaker): void;
  /** In the order in which they were made. */
  list(): CircuitRecord[];
}

export function createCircuitBoard({
  log,
  clock,
}: {
  log: CircuitLog;
  clock: Clock;
}): CircuitBoard {
  const watched = new Map<CircuitBreaker, Omit<CircuitRecord, 'name' | 'state'>>();

  return {
    watch(breaker) {
      const record: Omit<CircuitRecord, 'name' | 'state'> = {
        since: instantOf(clock.now()),
        transitions: { closed: 0, open: 0, 'half-open': 0, isolated: 0 },
        lastChange: null,
      };
      watched.set(breaker, record);
      logCircuit(breaker, log);
      breaker.onTransition(({ to, cause, error }) => {
        const at = instantOf(clock.now());
        record.since = at;
        record.transitions[to] += 1;
        record.lastChange = { at, cause, fault: error instanceof Error ? error.name : null };
      });
    },
    list: () =>
      [...watched].map(([{ name, state }, record]) => ({ name, state: state.kind, ...record })),
  };
}

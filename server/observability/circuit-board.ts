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

export interface BoardTransition extends Transition {
  /** ISO 8601. */
  readonly at: string;
  /** Of something that everybody depends on, not of a host that a member chose. */
  readonly isShared: boolean;
}

export interface CircuitBoard {
  /** Logs, counts and tells every transition from now on. */
  watch(breaker: CircuitBreaker): void;
  /** The same for one that comes and goes with a host that a member chose: it is not listed. */
  follow(breaker: CircuitBreaker): void;
  /** In the order in which they were made. */
  list(): CircuitRecord[];
  /** A watched one; undefined where none has the name. */
  find(name: string): CircuitBreaker | undefined;
  /** The first who listens is told of what happened before, too. */
  onTransition(listener: (transition: BoardTransition) => void): void;
}

/** Before anybody listens little can happen: a cache or database that is away at the start. */
const MOST_UNHEARD = 1_000;

export function createCircuitBoard({
  log,
  clock,
}: {
  log: CircuitLog;
  clock: Clock;
}): CircuitBoard {
  const watched = new Map<CircuitBreaker, Omit<CircuitRecord, 'name' | 'state'>>();
  const listeners = new Set<(transition: BoardTransition) => void>();
  let unheard: BoardTransition[] = [];

  function tell(transition: BoardTransition): void {
    if (listeners.size === 0) unheard = [...unheard, transition].slice(-MOST_UNHEARD);
    for (const listener of listeners) listener(transition);
  }

  function listenTo(breaker: CircuitBreaker, isShared: boolean): void {
    logCircuit(breaker, log);
    breaker.onTransition((transition) => {
      tell({ ...transition, at: instantOf(clock.now()), isShared });
    });
  }

  return {
    watch(breaker) {
      const record: Omit<CircuitRecord, 'name' | 'state'> = {
        since: instantOf(clock.now()),
        transitions: { closed: 0, open: 0, 'half-open': 0, isolated: 0 },
        lastChange: null,
      };
      watched.set(breaker, record);
      breaker.onTransition(({ to, cause, error }) => {
        const at = instantOf(clock.now());
        record.since = at;
        record.transitions[to] += 1;
        record.lastChange = { at, cause, fault: error instanceof Error ? error.name : null };
      });
      listenTo(breaker, true);
    },
    follow: (breaker) => listenTo(breaker, false),
    list: () =>
      [...watched].map(([{ name, state }, record]) => ({ name, state: state.kind, ...record })),
    find: (name) => [...watched.keys()].find((breaker) => breaker.name === name),
    onTransition(listener) {
      listeners.add(listener);
      const before = unheard;
      unheard = [];
      for (const transition of before) listener(transition);
    },
  };
}

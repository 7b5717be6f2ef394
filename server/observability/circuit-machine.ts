import { createSlidingWindow } from './sliding-window.ts';

/** Instants are milliseconds of a monotonic clock. */
export type CircuitState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly until: number }
  /** Probes find out how the dependency is; by `decidedBy` the last one begun has ended. */
  | {
      readonly kind: 'half-open';
      readonly begun: number;
      readonly succeeded: number;
      readonly decidedBy: number;
    }
  /** Held open by an operator. */
  | { readonly kind: 'isolated' };

export type TransitionCause =
  | 'consecutive-failures'
  | 'failure-rate'
  | 'wait-is-over'
  | 'probe-failed'
  | 'probes-succeeded'
  | 'isolated'
  | 'released'
  | 'reset';

export interface CircuitChange {
  readonly from: CircuitState['kind'];
  readonly to: CircuitState['kind'];
  readonly cause: TransitionCause;
}

export interface CircuitThresholds {
  /** Milliseconds over which the failure rate is counted. */
  window: number;
  /** Share of failed calls in the window, above 0 and at most 1, that opens the circuit… */
  failureRate: number;
  /** …once there were this many calls in it: one of one is no rate. */
  minimumCalls: number;
  /** Failures in a row that open it, however much time lies between them. */
  consecutiveFailures: number;
  /** Calls that are let through to find out; all must succeed. */
  probes: number;
  /** Milliseconds that a call may take. */
  callLimit: number;
  /** Milliseconds of rest before the first probe; doubles with each failed one… */
  openFor: number;
  /** …up to this. */
  maxOpenFor: number;
}

export type Admission =
  | { readonly isAdmitted: true; readonly generation: number }
  | { readonly isAdmitted: false; readonly retryAfterMs: number };

/** The rules of a circuit, without timers and promises: every method is told what time it is. */
export interface CircuitMachine {
  readonly state: CircuitState;
  admit(now: number): Admission;
  /** How an admitted call ended; one from before the last change of state changes nothing. */
  record(generation: number, isFailure: boolean, now: number): void;
  isolate(): void;
  release(now: number): void;
  /** An open one lets probes through at once, as after its first failure. */
  reset(now: number): void;
}

const CLOSED: CircuitState = { kind: 'closed' };
const ISOLATED: CircuitState = { kind: 'isolated' };

export function createCircuitMachine(
  limits: CircuitThresholds,
  onChange: (change: CircuitChange) => void,
): CircuitMachine {
  const window = createSlidingWindow(limits.window);
  let state: CircuitState = CLOSED;
  let generation = 0;
  let failuresInARow = 0;
  let failedProbes = 0;

  function enter(next: CircuitState, cause: TransitionCause): void {
    const from = state.kind;
    state = next;
    generation += 1;
    if (next.kind === 'closed') {
      window.clear();
      failuresInARow = 0;
      failedProbes = 0;
    }
    onChange({ from, to: next.kind, cause });
  }

  function open(cause: TransitionCause, now: number): void {
    const rest = Math.min(limits.maxOpenFor, limits.openFor * 2 ** failedProbes);
    enter({ kind: 'open', until: now + rest }, cause);
  }

  function halfOpen(cause: TransitionCause, now: number): void {
    const decidedBy = now + limits.callLimit;
    enter({ kind: 'half-open', begun: 0, succeeded: 0, decidedBy }, cause);
  }

  function reasonToOpen(now: number): TransitionCause | null {
    if (failuresInARow >= limits.consecutiveFailures) return 'consecutive-failures';
    const { calls, failures } = window.count(now);
    const isRateKnown = calls >= limits.minimumCalls;
    return isRateKnown && failures >= limits.failureRate * calls ? 'failure-rate' : null;
  }

  return {
    get state() {
      return state;
    },

    admit(now) {
      if (state.kind === 'open' && now >= state.until) halfOpen('wait-is-over', now);
      switch (state.kind) {
        case 'closed':
          break;
        case 'open':
          return { isAdmitted: false, retryAfterMs: state.until - now };
        case 'isolated':
          return { isAdmitted: false, retryAfterMs: limits.maxOpenFor };
        case 'half-open':
          if (state.begun >= limits.probes) {
            return { isAdmitted: false, retryAfterMs: Math.max(0, state.decidedBy - now) };
          }
          state = { ...state, begun: state.begun + 1, decidedBy: now + limits.callLimit };
      }
      return { isAdmitted: true, generation };
    },

    record(begunIn, isFailure, now) {
      if (begunIn !== generation) return;
      if (state.kind === 'half-open') {
        if (isFailure) {
          failedProbes += 1;
          return open('probe-failed', now);
        }
        state = { ...state, succeeded: state.succeeded + 1 };
        if (state.succeeded >= limits.probes) enter(CLOSED, 'probes-succeeded');
      } else {
        window.add(isFailure, now);
        failuresInARow = isFailure ? failuresInARow + 1 : 0;
        const cause = isFailure ? reasonToOpen(now) : null;
        if (cause) open(cause, now);
      }
    },

    isolate() {
      if (state.kind !== 'isolated') enter(ISOLATED, 'isolated');
    },

    release(now) {
      if (state.kind !== 'isolated') return;
      failedProbes = 0;
      // Nobody knows how the dependency is meanwhile: the next calls find out.
      halfOpen('released', now);
    },

    reset(now) {
      if (state.kind !== 'open') return;
      failedProbes = 0;
      halfOpen('reset', now);
    },
  };
}

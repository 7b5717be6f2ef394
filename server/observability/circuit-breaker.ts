import {
  type CircuitChange,
  type CircuitState,
  type CircuitThresholds,
  createCircuitMachine,
} from './circuit-machine.ts';

export interface Transition extends CircuitChange {
  readonly circuit: string;
  /** What failed last, where a failure was the reason. */
  readonly error?: unknown;
}

/**
 * Stands between the program and something outside of it that may be slow or away: gives each
 * call a time limit, and once too many failed rejects further ones at once, until probes succeed.
 */
export interface CircuitBreaker {
  /** Of the dependency: `database`, `cache`, `mail`. */
  readonly name: string;
  readonly state: CircuitState;
  /**
   * The call's own result or error. Its signal is aborted at the time limit; nobody waits for it
   * after that.
   * @throws CircuitOpenError at once, without calling, while the circuit is not closed.
   * @param patience milliseconds, for a call that may take another time than the circuit's limit;
   * a probe may not.
   * @throws CallTimeoutError after the time limit.
   */
  run<Result>(call: (signal: AbortSignal) => Promise<Result>, patience?: number): Promise<Result>;
  /** Holds the circuit open until the returned function is called, by everyone who isolated it. */
  isolate(): () => void;
  /** Whoever calls next finds out at once whether it is well again; only an open circuit changes. */
  reset(): void;
  /** @returns how to stop listening */
  onTransition(listener: (transition: Transition) => void): () => void;
}

export interface CircuitBreakerOptions extends Partial<CircuitThresholds> {
  name: string;
  /** Milliseconds that never jump, whatever becomes of the system's time. */
  monotonic?: () => number;
  /** Runs the task later. @returns how to cancel it */
  schedule?: (task: () => void, milliseconds: number) => () => void;
  /** False for errors that are an answer, such as a conflict: the dependency is well. */
  isFailure?: (error: unknown) => boolean;
}

export class CircuitOpenError extends Error {
  readonly circuit: string;
  /** When a call may be let through again. */
  readonly retryAfterMs: number;

  constructor(circuit: string, retryAfterMs: number) {
    super(`The circuit ${circuit} is open`);
    this.name = 'CircuitOpenError';
    this.circuit = circuit;
    this.retryAfterMs = retryAfterMs;
  }
}

export class CallTimeoutError extends Error {
  readonly circuit: string;

  constructor(circuit: string, milliseconds: number) {
    super(`A call through the circuit ${circuit} took longer than ${milliseconds} ms`);
    this.name = 'CallTimeoutError';
    this.circuit = circuit;
  }
}

const SAFE_DEFAULTS: CircuitThresholds = {
  window: 10_000,
  failureRate: 0.5,
  minimumCalls: 20,
  consecutiveFailures: 5,
  probes: 1,
  callLimit: 2_000,
  openFor: 1_000,
  maxOpenFor: 5_000,
};

export function createCircuitBreaker(options: CircuitBreakerOptions): CircuitBreaker {
  const {
    name,
    monotonic = () => performance.now(),
    schedule = scheduleTimeout,
    isFailure = () => true,
    ...thresholds
  } = options;
  const limits = { ...SAFE_DEFAULTS, ...thresholds };
  const listeners = new Set<(transition: Transition) => void>();
  const isolations = new Set<symbol>();
  let lastError: unknown;
  const machine = createCircuitMachine(limits, announce);

  function announce(change: CircuitChange): void {
    const isFault = change.to === 'open';
    const transition = { circuit: name, ...change, ...(isFault ? { error: lastError } : {}) };
    for (const listener of listeners) {
      try {
        listener(transition);
      } catch (error) {
        // Whoever only watches cannot fail the call that happened to change the state.
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    }
  }

  function recordError(generation: number, error: unknown, isFault: boolean): void {
    if (isFault) lastError = error;
    machine.record(generation, isFault, monotonic());
  }

  return {
    name,
    get state() {
      return machine.state;
    },

    run(call, patience = limits.callLimit) {
      const admission = machine.admit(monotonic());
      if (!admission.isAdmitted) {
        return Promise.reject(new CircuitOpenError(name, admission.retryAfterMs));
      }
      const { generation } = admission;
      const limit = machine.state.kind === 'closed' ? patience : limits.callLimit;
      return new Promise((resolve, reject) => {
        const abortion = new AbortController();
        let isOver = false;
        const cancel = schedule(() => {
          if (isOver) return;
          isOver = true;
          const error = new CallTimeoutError(name, limit);
          recordError(generation, error, true);
          reject(error);
          abortion.abort(error);
        }, limit);
        const endOnce = () => {
          if (isOver) return false;
          isOver = true;
          cancel();
          return true;
        };
        Promise.try(call, abortion.signal).then(
          (result) => {
            if (!endOnce()) return;
            machine.record(generation, false, monotonic());
            resolve(result);
          },
          (error: unknown) => {
            if (!endOnce()) return;
            recordError(generation, error, isFailure(error));
            reject(error);
          },
        );
      });
    },

    isolate() {
      const isolation = Symbol(name);
      isolations.add(isolation);
      machine.isolate();
      return () => {
        if (isolations.delete(isolation) && isolations.size === 0) machine.release(monotonic());
      };
    },

    reset: () => machine.reset(monotonic()),

    onTransition(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * When a busy process comes to the timer late, the answer may lie there unread: it is read first,
 * so that our own slowness does not count against the dependency.
 */
function scheduleTimeout(task: () => void, milliseconds: number): () => void {
  let afterReading: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    afterReading = setImmediate(task);
  }, milliseconds);
  return () => {
    clearTimeout(timer);
    clearImmediate(afterReading);
  };
}

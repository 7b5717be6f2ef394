import type { CircuitBreaker } from './circuit-breaker.ts';

export interface CircuitLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Writes a line for every transition, with names only: an error's text may tell an address. */
export function logCircuit(breaker: CircuitBreaker, log: CircuitLog): () => void {
  return breaker.onTransition(({ circuit, from, to, cause, error }) => {
    const isBad = to === 'open' || to === 'isolated';
    const fault = error instanceof Error ? { fault: error.name } : {};
    log[isBad ? 'warn' : 'info'](
      { circuit, from, to, cause, ...fault },
      `circuit ${circuit} ${to}`,
    );
  });
}

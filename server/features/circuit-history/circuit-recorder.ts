import type { NewId } from '#server/ids.ts';
import type { BoardTransition, CircuitBoard } from '#server/observability/circuit-board.ts';
import { type LoggableError, loggableError } from '#server/observability/loggable-error.ts';
import type { CircuitEvent } from './circuit-event-repository.ts';

export interface CircuitRecorderDeps {
  circuits: Pick<CircuitBoard, 'onTransition'>;
  newId: NewId;
  instanceId: string;
  keep(event: CircuitEvent): void;
}

const LONGEST_WORDS = 300;

/** Hands on every transition of every circuit from now on, and what happened before. */
export function recordCircuits({ circuits, newId, instanceId, keep }: CircuitRecorderDeps): void {
  circuits.onTransition((transition) => {
    const { at, circuit, from, to, cause, error, isShared } = transition;
    keep({
      id: newId(),
      at,
      instanceId,
      circuit,
      fromState: from,
      toState: to,
      cause,
      fault: error instanceof Error ? error.name : null,
      // What failed at a member's own server is between them and it.
      words: isShared && error instanceof Error ? wordsOf(error) : null,
      isTurn: isShared && isTurn(transition),
    });
  });
}

/** Probes in between change nothing for those who depend on it. */
function isTurn({ from, to }: Pick<BoardTransition, 'from' | 'to'>): boolean {
  return [from, to].some((state) => state === 'closed' || state === 'isolated');
}

/** The reason is often in what caused it: ours says what it meant, the driver's what it was. */
function wordsOf(error: Error): string {
  const said: string[] = [];
  let next: LoggableError | undefined = loggableError(error);
  while (next) {
    const words = next.message || next.type;
    if (!said.includes(words)) said.push(words);
    next = next.cause ?? next.errors?.[0];
  }
  return said.join(': ').slice(0, LONGEST_WORDS);
}

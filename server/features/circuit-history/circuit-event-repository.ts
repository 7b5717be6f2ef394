import type { CIRCUIT_STATES, TRANSITION_CAUSES } from '#shared/schemas/operation-schemas.ts';

export type CircuitState = (typeof CIRCUIT_STATES)[number];

/** One change of a circuit in one process. Instants are ISO 8601 in UTC. */
export interface CircuitEvent {
  /** Of those of one process the later has the greater one. */
  readonly id: string;
  readonly at: string;
  readonly instanceId: string;
  readonly circuit: string;
  readonly fromState: CircuitState;
  readonly toState: CircuitState;
  readonly cause: (typeof TRANSITION_CAUSES)[number];
  /** Name of the error that did it; null where none did. */
  readonly fault: string | null;
  /** What that error says, without what it may tell of people. */
  readonly words: string | null;
  /** Something that everybody depends on went away, came back, or was taken or given back. */
  readonly isTurn: boolean;
}

/** What an operator wants of a circuit, in every instance. The newest one of a circuit counts. */
export interface CircuitOrder {
  readonly circuit: string;
  readonly act: 'isolate' | 'reset';
  readonly at: string;
  /** Of `isolate`: when it ends by itself. */
  readonly until: string | null;
}

export interface CircuitEventList {
  /** The first instant, and the one before which it ends. */
  readonly from: string;
  readonly to: string;
  readonly circuit?: string | undefined;
  readonly turnsOnly: boolean;
  /** Those that come after this one. */
  readonly after?: Pick<CircuitEvent, 'at' | 'id'> | undefined;
  readonly limit: number;
}

/** What happened to circuits, of the whole installation: it has no household. */
export interface CircuitEventRepository {
  /** Those whose ids are there already are left as they are. */
  insertNew(events: readonly CircuitEvent[]): Promise<void>;
  /** The newest first: descending by `at`, then `id`. */
  list(list: CircuitEventList): Promise<CircuitEvent[]>;
  /** Removes what happened before an instant, and of the rest all but the `most` newest. */
  purge(before: string, most: number): Promise<number>;
  /** By name of the circuit. */
  listOrders(): Promise<CircuitOrder[]>;
  /** Inserts or replaces. */
  putOrder(order: CircuitOrder): Promise<void>;
}

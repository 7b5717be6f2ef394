/** `open` waits for somebody; one that is seen again after it was resolved opens by itself. */
export type ErrorGroupState = 'open' | 'resolved';

/** Errors that are probably one fault. Instants are ISO 8601 in UTC. */
export interface ErrorGroup {
  /** Its fingerprint: 32 digits in hexadecimal. */
  readonly id: string;
  readonly version: number;
  readonly state: ErrorGroupState;
  readonly source: string;
  readonly type: string;
  readonly code: string | null;
  /** Of the newest one. */
  readonly message: string;
  /** Innermost place of our own, `server/http/app.ts sendPage`; null: there is none. */
  readonly place: string | null;
  readonly count: number;
  /** Households whose requests or pages it hit, as far as they are remembered. */
  readonly householdCount: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** When somebody resolved it last, also after it was seen again. */
  readonly resolvedAt: string | null;
  /** Set while it is open because it was seen again. */
  readonly reopenedAt: string | null;
  /** Version of the program in which it was seen last. */
  readonly release: string;
}

export interface StoredErrorGroup extends ErrorGroup {
  /** JSON: the newest events and the ids of households. */
  readonly details: string;
}

/** After the last group of the page before. */
export interface ErrorGroupPlace {
  readonly lastSeenAt: string;
  readonly id: string;
}

/** Errors belong to the installation: no method takes a household's id. */
export interface ErrorGroupRepository {
  find(id: string): Promise<StoredErrorGroup | null>;
  /** As PaymentRepository.put; `version` of the row is not looked at. */
  put(group: StoredErrorGroup, expectedVersion: number | null): Promise<boolean>;
  /** Those of a state, the one seen last first, then by id, descending. */
  list(list: {
    state: ErrorGroupState;
    after?: ErrorGroupPlace | undefined;
    limit: number;
  }): Promise<ErrorGroup[]>;
  /** Forgets what was seen last before that instant. @returns how many. */
  purge(seenBefore: string): Promise<number>;
  /** Forgets all but as many as were seen last, one at least. @returns how many it forgot. */
  keepNewest(most: number): Promise<number>;
}

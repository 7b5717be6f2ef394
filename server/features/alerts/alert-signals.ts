/** Labels that a metric has to have, each with that value. */
export type LabelMatch = Readonly<Record<string, string>>;

/** What all instances have recorded. Instants are milliseconds since 1970. */
export interface AlertHistory {
  /** How much counters rose. */
  sum(metric: string, match: LabelMatch, from: number, to: number): Promise<number>;
  /** How often something was observed. */
  count(metric: string, match: LabelMatch, from: number, to: number): Promise<number>;
  /** In seconds; null where nothing was observed. */
  quantile(
    metric: string,
    match: LabelMatch,
    q: number,
    from: number,
    to: number,
  ): Promise<number | null>;
  /** The last value of a gauge from each instance that has recorded since. */
  newest(
    metric: string,
    match: LabelMatch,
    since: number,
  ): Promise<readonly { instanceId: string; at: number; value: number }[]>;
}

export interface CircuitSignal {
  readonly name: string;
  /** Also while it lets probes through. */
  readonly isOpen: boolean;
  /** When this instance last saw it trip. */
  readonly trippedAt: number | null;
}

export interface JobSignal {
  readonly name: string;
  /** Of the run that ended last, if it was given up. */
  readonly givenUpAt: number | null;
  readonly error: string | null;
  /** Seconds for which the one that waits longest could have begun; 0: none is late. */
  readonly late: number;
}

/**
 * What rules are read from. A method that cannot say rejects: its rules then stay as they are. What
 * is said of this instance alone is said without the database.
 */
export interface AlertSignals {
  readonly history: AlertHistory;
  /** For people. */
  readonly hostName: string;
  /** Those that this instance has used. */
  circuits(): readonly CircuitSignal[];
  /** Names of those that tripped of late in any instance. */
  trippedCircuits(): Promise<readonly string[]>;
  pingDatabase(): Promise<void>;
  /** Null: there is no Redis. */
  readonly pingRedis: (() => Promise<void>) | null;
  jobs(): Promise<readonly JobSignal[]>;
  /** When the certificate of the public address ends; null where it has none. */
  certificateEnds(): Promise<number | null>;
}

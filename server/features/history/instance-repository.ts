/** A process of the server, from its start to its end. Instants are ISO 8601 in UTC. */
export interface Instance {
  /** New with every start. */
  id: string;
  /** Of the machine or container. */
  name: string;
  version: string;
  /** Version of Node.js. */
  node: string;
  pid: number;
  startedAt: string;
  lastSeenAt: string;
  /** Null: it runs, or ended without saying so. */
  stoppedAt: string | null;
}

/** Processes of the installation, whoever's households they serve. */
export interface InstanceRepository {
  /** Inserts or replaces. */
  put(instance: Instance): Promise<void>;
  /** Seen at an instant or later: the one that started last first, at most `limit`. */
  list(seenSince: string, limit: number): Promise<Instance[]>;
  /** Forgets those that were last seen before an instant. */
  purge(seenBefore: string): Promise<void>;
}

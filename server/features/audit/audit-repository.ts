/** Something that somebody did, or tried to do, to the installation. Instants are ISO 8601 in UTC. */
export interface OperatorAct {
  /** Of those of one process the later has the greater one. */
  readonly id: string;
  readonly at: string;
  readonly instanceId: string;
  readonly userId: string;
  readonly method: string;
  /** As in the description of the API, with the names of its parameters: `/jobs/:name/run`. */
  readonly route: string;
  /** By name; nothing of a body. */
  readonly params: Readonly<Record<string, string>>;
  /** Of the answer. */
  readonly status: number;
  readonly requestId: string;
}

export interface OperatorActPage {
  /** Those that come after this one. */
  readonly after?: Pick<OperatorAct, 'at' | 'id'> | undefined;
  readonly limit: number;
}

/** Who did what. Nothing here is ever changed; what is old is forgotten. */
export interface AuditRepository {
  /** Those whose ids are there already are left as they are. */
  insertNew(acts: readonly OperatorAct[]): Promise<void>;
  /** The newest first: descending by `at`, then `id`. */
  list(page: OperatorActPage): Promise<OperatorAct[]>;
  /** Removes what happened before an instant. */
  purge(before: string): Promise<number>;
}

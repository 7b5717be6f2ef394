/** What was answered to a `POST` with an `Idempotency-Key`. */
export interface IdempotencyRecord {
  /** Scope (user or household) and key, already joined and hashed by the caller. */
  key: string;
  /** SHA-256 of method, path and body, hex. */
  fingerprint: string;
  /** The id that the first resource made by this request gets, also when it is tried again. */
  resourceId: string;
  createdAt: string;
  /** Null while the first request is being worked on. */
  response: { status: number; headers: Record<string, string>; body: string } | null;
}

export interface IdempotencyRepository {
  /** Inserts it unless the key is there. @returns what is there now. */
  begin(householdId: string, record: IdempotencyRecord): Promise<IdempotencyRecord>;
  /** Takes over a record left without an answer, if nobody else did. @returns whether it worked. */
  resume(householdId: string, key: string, leftAt: string, now: string): Promise<boolean>;
  /** Keeps the answer, unless there is one: whoever repeats the request gets the first. */
  finish(
    householdId: string,
    key: string,
    response: NonNullable<IdempotencyRecord['response']>,
  ): Promise<void>;
  /** Forgets a request that failed and so has no answer: it may be tried again. */
  abandon(householdId: string, key: string): Promise<void>;
  purge(createdBefore: string): Promise<number>;
}

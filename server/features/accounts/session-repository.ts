export interface Session {
  id: string;
  userId: string;
  /** SHA-256 of the token, hex. The token itself is never stored. */
  tokenHash: string;
  createdAt: string;
  lastSeenAt: string;
  /** The absolute end; idleness may end it sooner. */
  expiresAt: string;
  userAgent: string | null;
}

export interface SessionRepository {
  insert(session: Session): Promise<void>;
  findByTokenHash(tokenHash: string): Promise<Session | null>;
  /** Newest `lastSeenAt` first. */
  listByUser(userId: string): Promise<Session[]>;
  touch(id: string, lastSeenAt: string): Promise<void>;
  /** @returns the token hash of the deleted session, null if the user has no such session. */
  delete(userId: string, id: string): Promise<string | null>;
  /** @returns the token hashes of all that were deleted; `exceptId` survives. */
  deleteByUser(userId: string, exceptId?: string): Promise<string[]>;
  /** Removes what ended before `now`, or was last seen before `idleSince`. */
  purge(now: string, idleSince: string): Promise<number>;
}

export interface PasswordReset {
  /** SHA-256 of the token, hex. */
  tokenHash: string;
  /** May be nobody's: the same row is written for an address that has no account. */
  userId: string;
  createdAt: string;
  expiresAt: string;
}

export interface PasswordResetRepository {
  /** Replaces what the user had: only the newest link works. */
  put(reset: PasswordReset): Promise<void>;
  /** Takes it out, in one step: of two callers with the same token one gets null. */
  take(tokenHash: string): Promise<PasswordReset | null>;
  deleteByUser(userId: string): Promise<void>;
  purge(expiredBefore: string): Promise<number>;
}

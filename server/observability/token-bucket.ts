export interface TokenBucketOptions {
  /** Tokens a second, and at most so many at once; 0: no limit. */
  perSecond: number;
  /** Milliseconds that never jump. */
  monotonic?: () => number;
}

/** @returns how to take a token: false where none is left. */
export function createTokenBucket({
  perSecond,
  monotonic = () => performance.now(),
}: TokenBucketOptions): () => boolean {
  if (perSecond === 0) return () => true;
  let tokens = perSecond;
  let filledAt = monotonic();
  return () => {
    const now = monotonic();
    tokens = Math.min(perSecond, tokens + ((now - filledAt) / 1_000) * perSecond);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

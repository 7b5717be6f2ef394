import type { CacheHolding } from '#server/observability/metrics/cache-use.ts';

/**
 * An answer ready to be sent: the serialized body and its strong `ETag`, quotes included. Bytes,
 * because a string would be encoded anew with every answer. Nobody changes them.
 */
export interface CachedReply {
  readonly body: Buffer;
  readonly etag: string;
  /** Seconds since it was known to be true: an older answer, given while the source is away. */
  readonly staleFor?: number;
}

/**
 * Answers of a household, kept until one of its writes.
 * A value computed from what was there before an invalidation is never returned after it.
 */
export interface ReplyCache {
  /** What the nearest tier holds: the hot path, without a promise where nobody has to be asked. */
  peek(
    householdId: string,
    key: string,
  ): CachedReply | undefined | Promise<CachedReply | undefined>;
  /**
   * At most one computation of a key runs at a time; a failed one is not kept.
   * @param holding where to count what it takes to keep it
   */
  getOrCompute(
    householdId: string,
    key: string,
    compute: () => Promise<CachedReply>,
    holding?: CacheHolding,
  ): Promise<CachedReply>;
  /** Called after every write, before it is acknowledged. */
  invalidate(householdId: string): Promise<void>;
  close(): Promise<void>;
}

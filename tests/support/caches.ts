import type { ReplyCache } from '#server/adapters/cache/cache.ts';
import { createMemoryCache } from '#server/adapters/cache/memory-cache.ts';

const ENGINES = {
  memory: async () => createMemoryCache({ maxBytes: 1_000_000 }),
  /** Its driver is loaded only where it is asked for. */
  async redis() {
    const { openSharedCache } = await import('./redis-parts.ts');
    return openSharedCache();
  },
} satisfies Record<string, () => Promise<ReplyCache>>;

export type CacheKind = keyof typeof ENGINES;

/** An empty cache of its own for one test. Rejects where what it needs cannot be reached. */
export function openTestCache(kind: CacheKind): Promise<ReplyCache> {
  return ENGINES[kind]();
}

/**
 * The caches that `CACHES` asks for, such as `memory,redis`; memory where it is not set.
 * @throws Error on a name that is not known.
 */
export function requestedCaches(names = process.env.CACHES ?? 'memory'): CacheKind[] {
  return names.split(',').map((name) => {
    const kind = name.trim();
    if (!Object.hasOwn(ENGINES, kind)) {
      throw new Error(`CACHES names "${kind}"; known are ${Object.keys(ENGINES).join(', ')}`);
    }
    return kind as CacheKind;
  });
}

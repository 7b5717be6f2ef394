import type { PushRecord, PushRecords } from './push-record.ts';

const EMPTY: PushRecord = { holder: null, endpoint: null, channels: {} };
/** The worker has no `localStorage`; a cache is the least that both can open. */
const CACHE = 'push';
const ADDRESS = '/push-record';

export function createPushRecords(): PushRecords {
  return {
    async read() {
      const kept = await caches.open(CACHE).then((cache) => cache.match(ADDRESS));
      return kept ? ((await kept.json()) as PushRecord) : EMPTY;
    },
    async write(record) {
      const cache = await caches.open(CACHE);
      await cache.put(ADDRESS, new Response(JSON.stringify(record)));
    },
  };
}

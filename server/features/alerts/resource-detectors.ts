import type { AlertHistory } from './alert-signals.ts';
import { type Detector, readingOf } from './detector.ts';

/** An instance that has said nothing for longer is gone. */
const FRESH_MS = 90_000;

/** The worst of the shares of each instance is what counts for it. */
function detectShares(
  shares: readonly { part: readonly [string, string?]; whole: readonly [string, string?] }[],
): Detector {
  return async ({ signals: { history }, rule, now }) => {
    const worst = new Map<string, number>();
    for (const { part, whole } of shares) {
      const [parts, wholes] = await Promise.all([
        valuesOf(history, part, now),
        valuesOf(history, whole, now),
      ]);
      for (const [instance, value] of parts) {
        const most = wholes.get(instance);
        if (most === undefined || most <= 0) continue;
        const before = worst.get(instance);
        const worse = rule.isBad === 'above' ? Math.max : Math.min;
        worst.set(instance, before === undefined ? value / most : worse(before, value / most));
      }
    }
    return [...worst].map(([subject, value]) => readingOf(rule, value, { subject }));
  };
}

async function valuesOf(
  history: AlertHistory,
  [metric, label]: readonly [string, string?],
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const name = metric === 'duetide_database_pool_connections' ? 'state' : 'kind';
  const match = label === undefined ? {} : { [name]: label };
  const found = await history.newest(metric, match, now - FRESH_MS);
  return new Map(found.map(({ instanceId, value }) => [instanceId, value]));
}

const POOL = 'duetide_database_pool_connections';
const HEAP = 'nodejs_heap_bytes';
const DISK = 'duetide_data_disk_bytes';

export const detectFullPool = detectShares([{ part: [POOL, 'in-use'], whole: [POOL, 'limit'] }]);

/** Of what the container may have, and of what JavaScript may have: either ends the process. */
export const detectFullMemory = detectShares([
  { part: ['process_resident_memory_bytes'], whole: ['duetide_memory_limit_bytes'] },
  { part: [HEAP, 'used'], whole: [HEAP, 'limit'] },
]);

export const detectFullDisk = detectShares([{ part: [DISK, 'free'], whole: [DISK, 'size'] }]);

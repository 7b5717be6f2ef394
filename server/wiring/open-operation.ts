import { instantOf } from '#server/clock.ts';
import { createAuditFeature } from '#server/features/audit/audit-feature.ts';
import { createCircuitHistoryFeature } from '#server/features/circuit-history/circuit-history-feature.ts';
import { createRecordKeepers } from '#server/resilience/record-keeper.ts';
import { repeat } from '#server/resilience/repeat.ts';
import { AppError } from '#shared/app-error.ts';
import type { Parts } from './open-parts.ts';

const FOLLOW_EVERY_MS = 10_000;
/** Some signs of life that did not come: they come every ten seconds. */
const SILENT_MS = 60_000;
const MOST_INSTANCES = 1_000;

/** When other processes that are no longer there were seen last, in milliseconds. */
async function goneInstances({ store, clock, instanceId }: Parts): Promise<Map<string, number>> {
  const found = await store.instances.list(instantOf(0), MOST_INSTANCES);
  return new Map(
    found
      .map(({ id, stoppedAt, lastSeenAt }) => ({
        id,
        isStopped: stoppedAt !== null,
        at: Date.parse(stoppedAt ?? lastSeenAt),
      }))
      .filter(({ id, isStopped, at }) => {
        const isSilent = at < clock.now() - SILENT_MS;
        return id !== instanceId && (isStopped || isSilent);
      })
      .map(({ id, at }) => [id, at]),
  );
}

/** What is remembered of the installation itself: what its circuits did, and its operators. */
export function openOperation(parts: Parts) {
  const { store, logOf } = parts;
  const log = logOf('server');
  const keepers = createRecordKeepers({
    ...parts,
    log,
    isWorthwhile: (error) => error instanceof AppError && error.code === 'unavailable',
  });
  const circuitHistory = createCircuitHistoryFeature({
    ...parts,
    events: store.circuitEvents,
    keepers,
    goneInstances: () => goneInstances(parts),
  });
  const audit = createAuditFeature({
    ...parts,
    audit: store.audit,
    keepers,
    nameOf: async (userId) => (await store.users.find(userId))?.name ?? null,
  });
  let stopFollowing = () => {};

  return {
    audit,
    circuitHistory,
    /** From now on it does what operators ordered at other instances. */
    start() {
      stopFollowing = repeat('circuit orders', FOLLOW_EVERY_MS, circuitHistory.follow, log);
    },
    async purge() {
      await circuitHistory.purge();
      await audit.purge();
    },
    async close() {
      stopFollowing();
      await keepers.close();
    },
  };
}

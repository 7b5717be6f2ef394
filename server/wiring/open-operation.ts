import { createAuditFeature } from '#server/features/audit/audit-feature.ts';
import { createCircuitHistoryFeature } from '#server/features/circuit-history/circuit-history-feature.ts';
import { createRecordKeepers } from '#server/resilience/record-keeper.ts';
import { repeat } from '#server/resilience/repeat.ts';
import { AppError } from '#shared/app-error.ts';
import type { Parts } from './open-parts.ts';

const FOLLOW_EVERY_MS = 10_000;

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
    goneInstances: async () => new Map(),
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

import { instantOf } from '#server/clock.ts';
import {
  createHistoryFeature,
  type HistoryFeature,
  type HistoryFeatureDeps,
} from '#server/features/history/history-feature.ts';
import type { Parts } from './open-parts.ts';
import { ownVersion } from './own-version.ts';

/** The history of what this process measures, and of all others that share its store. */
export function openHistory(
  { config, store, metrics, clock, logOf, instanceId, hostName }: Parts,
  own: HistoryFeatureDeps['own'],
): HistoryFeature {
  return createHistoryFeature({
    history: store.history,
    instances: store.instances,
    metrics,
    own,
    clock,
    log: logOf('server'),
    isOn: config.history,
    instance: {
      id: instanceId,
      name: hostName,
      version: ownVersion(),
      node: process.versions.node,
      pid: process.pid,
      startedAt: instantOf(clock.now()),
    },
  });
}

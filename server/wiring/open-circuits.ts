import type { Clock } from '#server/clock.ts';
import { type CircuitBoard, createCircuitBoard } from '#server/observability/circuit-board.ts';
import type { CircuitBreaker } from '#server/observability/circuit-breaker.ts';
import type { CircuitLog } from '#server/observability/circuit-log.ts';
import { createCircuitMetrics } from '#server/observability/metrics/circuit-metrics.ts';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import { CHANNEL_KINDS } from '#shared/schemas/channel-schemas.ts';

export interface OpenCircuits {
  /** Whatever is watched is counted, too. */
  circuits: CircuitBoard;
  /** Counts a circuit that nobody watches. */
  count(breaker: CircuitBreaker): void;
}

export function openCircuits(deps: {
  metrics: Metrics;
  log: CircuitLog;
  clock: Clock;
}): OpenCircuits {
  const board = createCircuitBoard(deps);
  const counted = createCircuitMetrics(deps.metrics, board.list);
  for (const kind of CHANNEL_KINDS) counted.expect(`channel-${kind}`);
  return {
    circuits: {
      ...board,
      watch(breaker) {
        board.watch(breaker);
        counted.count(breaker);
      },
    },
    count: counted.count,
  };
}

import type { Clock } from '#server/clock.ts';
import { type CircuitBoard, createCircuitBoard } from '#server/observability/circuit-board.ts';
import type { CircuitLog } from '#server/observability/circuit-log.ts';
import { createCircuitMetrics } from '#server/observability/metrics/circuit-metrics.ts';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import { CHANNEL_KINDS } from '#shared/schemas/channel-schemas.ts';

/** A board on which whatever is watched or followed is counted, too. */
export function openCircuits(deps: {
  metrics: Metrics;
  log: CircuitLog;
  clock: Clock;
}): CircuitBoard {
  const board = createCircuitBoard(deps);
  const counted = createCircuitMetrics(deps.metrics, board.list);
  for (const kind of CHANNEL_KINDS) counted.expect(`channel-${kind}`);
  return {
    ...board,
    watch(breaker) {
      board.watch(breaker);
      counted.count(breaker);
    },
    follow(breaker) {
      board.follow(breaker);
      counted.count(breaker);
    },
  };
}

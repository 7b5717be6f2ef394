import { randomUUID } from 'node:crypto';
import type { CircuitBoard } from '#server/observability/circuit-board.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import type { CircuitLog } from '#server/observability/circuit-log.ts';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import { createEpochs, type Epochs } from '#server/shared-state/epochs.ts';
import type { SharedValues } from '#server/shared-state/shared-values.ts';
import { measureValues } from './measured-values.ts';
import { createRedisValues } from './redis-values.ts';

export interface OpenRedis {
  values: SharedValues;
  epochs: Epochs;
  close(): Promise<void>;
}

export interface OpenRedisOptions {
  url: string;
  circuits: Pick<CircuitBoard, 'watch'>;
  log: CircuitLog;
  /** Absent: nobody looks. */
  metrics?: Metrics;
}

/** Redis behind the circuit `cache`. Nobody waits until it is there: without it all is computed. */
export function openRedis({ url, circuits, log, metrics }: OpenRedisOptions): OpenRedis {
  const breaker = createCircuitBreaker({
    name: 'cache',
    // What Redis spares is computed in little more: to wait longer for it gains nothing.
    callLimit: 30,
    openFor: 500,
    maxOpenFor: 2_000,
  });
  circuits.watch(breaker);
  const redis = createRedisValues({
    url,
    breaker,
    onFault: (fault) => log.warn({ fault }, 'Redis cannot be used'),
    onConnection(isConnected) {
      if (isConnected) log.info({}, 'connected to Redis');
      else log.warn({}, 'lost the connection to Redis');
    },
  });
  const values = metrics ? measureValues(redis, metrics) : redis;
  const epochs = createEpochs({ values, newEpoch: randomUUID });
  return {
    values,
    epochs,
    async close() {
      epochs.close();
      await values.close();
    },
  };
}

import { randomUUID } from 'node:crypto';
import { createEpochs, type Epochs } from '#server/epochs.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import { type CircuitLog, logCircuit } from '#server/observability/circuit-log.ts';
import type { SharedValues } from '#server/shared-values.ts';
import { createRedisValues } from './redis-values.ts';

export interface OpenRedis {
  values: SharedValues;
  epochs: Epochs;
  close(): Promise<void>;
}

/** Redis behind the circuit `cache`. Nobody waits until it is there: without it all is computed. */
export function openRedis({ url, log }: { url: string; log: CircuitLog }): OpenRedis {
  const breaker = createCircuitBreaker({
    name: 'cache',
    // What Redis spares is computed in little more: to wait longer for it gains nothing.
    callLimit: 40,
    openFor: 500,
    maxOpenFor: 2_000,
  });
  logCircuit(breaker, log);
  const values = createRedisValues({
    url,
    breaker,
    onFault: (fault) => log.warn({ fault }, 'Redis cannot be used'),
    onConnection(isConnected) {
      if (isConnected) log.info({}, 'connected to Redis');
      else log.warn({}, 'lost the connection to Redis');
    },
  });
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

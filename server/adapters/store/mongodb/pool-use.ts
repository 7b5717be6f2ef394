import type { MongoClient } from 'mongodb';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';

/** Connections of all clients of this process, while one takes over from another as well. */
export interface PoolUse {
  open: number;
  inUse: number;
  /** Calls that wait for one. */
  waiting: number;
  /** Calls that waited in vain. */
  failures: number;
}

export function createPoolUse(): PoolUse {
  return { open: 0, inUse: 0, waiting: 0, failures: 0 };
}

/** Before it connects: what happens until then is not told again. */
export function watchPool(client: MongoClient, use: PoolUse): void {
  client.on('connectionCreated', () => {
    use.open += 1;
  });
  client.on('connectionClosed', () => {
    use.open -= 1;
  });
  client.on('connectionCheckOutStarted', () => {
    use.waiting += 1;
  });
  client.on('connectionCheckedOut', () => {
    use.waiting -= 1;
    use.inUse += 1;
  });
  client.on('connectionCheckOutFailed', () => {
    use.waiting -= 1;
    use.failures += 1;
  });
  client.on('connectionCheckedIn', () => {
    use.inUse -= 1;
  });
}

export function showPoolUse(use: PoolUse, most: number, metrics: Metrics): void {
  metrics.read(
    {
      type: 'gauge',
      name: 'duetide_database_pool_connections',
      help: 'Connections to MongoDB: that work, that rest, and how many there may be.',
      labels: ['state'],
    },
    () => [
      { labels: { state: 'in-use' }, value: use.inUse },
      { labels: { state: 'idle' }, value: use.open - use.inUse },
      { labels: { state: 'limit' }, value: most },
    ],
  );
  metrics.read(
    {
      type: 'gauge',
      name: 'duetide_database_pool_waiting',
      help: 'Calls that wait for a connection to MongoDB.',
    },
    () => [{ labels: {}, value: use.waiting }],
  );
  metrics.read(
    {
      type: 'counter',
      name: 'duetide_database_pool_failures_total',
      help: 'Calls that waited for a connection to MongoDB in vain.',
    },
    () => [{ labels: {}, value: use.failures }],
  );
}

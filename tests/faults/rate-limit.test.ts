import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { printFigures } from './figures.ts';
import { createHttpClient } from './http-client.ts';

const LIMIT = 40;

const client = createHttpClient();
let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, environment: { RATE_LIMIT_API: String(LIMIT) } });
});
afterAll(async () => {
  client.close();
  await cluster?.stop();
});

/** Asks each node as often as it may in a minute, and more. */
async function flood(): Promise<{ admitted: number; refused: number; other: number }> {
  const counts = { admitted: 0, refused: 0, other: 0 };
  for (let count = 0; count < LIMIT * 2; count += 1) {
    for (const { address } of cluster.nodes) {
      const { status, headers } = await client.ask({ url: `${address}/api/v1/subscriptions` });
      if (status === 401) counts.admitted += 1;
      else if (status === 429 && Number(headers['retry-after']) > 0) counts.refused += 1;
      else counts.other += 1;
    }
  }
  return counts;
}

test('row 42: a limit is one for all nodes, and one for each while Redis is away', async () => {
  await untilConnected();
  const together = await flood();
  await cluster.redis.kill();
  const apart = await flood();
  printFigures(42, {
    limit: LIMIT,
    'admitted by two nodes together': together.admitted,
    'admitted by each for itself, together': apart.admitted,
    'other answers': together.other + apart.other,
  });
  expect(together.other + apart.other).toBe(0);
  expect(together.admitted).toBe(LIMIT);
  expect(apart.admitted).toBeLessThanOrEqual(LIMIT * cluster.nodes.length);
  expect(apart.refused).toBeGreaterThan(0);
});

/** Until then a node counts for itself. The last that it asks before is what server it has met. */
async function untilConnected(): Promise<void> {
  const redis = new Redis(cluster.redis.address);
  await eventually('both nodes have met Redis', 5_000, async () => {
    const clients = String(await redis.client('LIST')).split('\n');
    return clients.filter((client) => client.includes(' cmd=info')).length >= cluster.nodes.length;
  });
  redis.disconnect();
}

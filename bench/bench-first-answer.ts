import type { BenchDatabase, BenchHousehold } from './bench-households.ts';
import { quantile } from './bench-load.ts';

/**
 * Milliseconds of CPU, of every thread of this process, that the first answer takes after a write:
 * the 95th percentile over as many writes. The first tenth warms up.
 */
export async function firstAnswerCpu(
  { wired: { app } }: BenchDatabase,
  { cookie, subscriptionIds }: BenchHousehold,
  path: string,
  writes: number,
): Promise<number> {
  const headers = { cookie };
  const costs: number[] = [];
  for (let count = 0; count < writes; count += 1) {
    const write = await app.inject({
      method: 'PATCH',
      url: `/api/v1/subscriptions/${subscriptionIds[count % subscriptionIds.length]}`,
      headers,
      payload: { notes: `Changed ${count} times` },
    });
    const before = process.cpuUsage();
    const answer = await app.inject({ method: 'GET', url: path, headers });
    const { user, system } = process.cpuUsage(before);
    if (write.statusCode !== 200 || answer.statusCode !== 200) {
      throw new Error(`${path} answered ${answer.statusCode} after ${write.statusCode}`);
    }
    costs.push((user + system) / 1_000);
  }
  return quantile(costs.slice(Math.ceil(writes / 10)), 0.95);
}

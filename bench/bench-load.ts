import autocannon from 'autocannon';
import type { BenchProcess } from './bench-process.ts';

export interface Target {
  server: BenchProcess;
  path: string;
  headers?: Record<string, string>;
  /** 200 unless said otherwise. */
  status?: number;
  /** 100 unless said otherwise. */
  connections?: number;
  /** Requests a second of all connections together; as many as it can answer unless said otherwise. */
  pace?: number;
}

export interface Load {
  requestsPerSecond: number;
  /** Microseconds of the server's CPU for each request. */
  cpuMicroseconds: number;
}

const CONNECTIONS = 100;
const WARM_UP_ROUNDS = 5;

/** Asks from many connections at once. @throws if any answer has another status. */
export async function load(
  { server, path, headers, status = 200, connections = CONNECTIONS, pace }: Target,
  seconds: number,
): Promise<Load> {
  const cpuBefore = server.cpuSeconds();
  const result = await autocannon({
    url: server.url + path,
    connections,
    ...(pace ? { overallRate: pace } : {}),
    duration: seconds,
    ...(headers ? { headers } : {}),
  });
  const cpu = server.cpuSeconds() - cpuBefore;
  const statuses = Object.keys(result.statusCodeStats ?? {});
  if (result.errors > 0 || statuses.some((found) => Number(found) !== status)) {
    throw new Error(`${path} answered ${statuses.join(', ')}, ${result.errors} errors`);
  }
  return {
    requestsPerSecond: result.requests.total / result.duration,
    cpuMicroseconds: (cpu / result.requests.total) * 1e6,
  };
}

export type Rounds<Name extends string> = Record<Name, Load[]>;

/**
 * Takes turns, so that what else the machine does meets all alike. A long first round warms up: a
 * slow answer needs as many repetitions as a quick one until its code is compiled.
 */
export async function loadInTurns<Name extends string>(
  targets: Record<Name, Target>,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Rounds<Name>> {
  const names = Object.keys(targets) as Name[];
  const seen = Object.fromEntries(names.map((name) => [name, [] as Load[]])) as Rounds<Name>;
  for (const name of names) await load(targets[name], seconds * WARM_UP_ROUNDS);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) seen[name].push(await load(targets[name], seconds));
  }
  return seen;
}

/** The median over the rounds of what `figure` of one is to that of the other in the same round. */
export function ratioOf(
  figure: keyof Load,
  ones: readonly Load[],
  others: readonly Load[],
): number {
  return median(ones.map((one, round) => one[figure] / (others[round]?.[figure] ?? Number.NaN)));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The smallest value that at least the share `of` of all does not exceed. */
export function quantile(values: readonly number[], of: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * of) - 1)] ?? Number.NaN;
}

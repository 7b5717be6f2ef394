import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '#tests/support/free-port.ts';
import {
  type ServiceProcess,
  startFerretdb,
  startRedis,
  startService,
} from '#tests/support/service-processes.ts';
import { type FaultyLink, startToxiproxy } from '#tests/support/toxiproxy.ts';

const MAIN = resolve(import.meta.dirname, '../../server/main.ts');
const DATABASE = 'duetide_faults';

/** A server that can be killed and started again at the same address, with what it had kept. */
export interface Backend {
  readonly address: string;
  readonly pid: number;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** One instance of Duetide, with ways of its own to what it depends on. */
export interface ClusterNode extends Backend {
  readonly database: FaultyLink;
  readonly redis: FaultyLink;
  /** What it is configured with, to name another database or to be read from a file. */
  readonly mongodbUri: string;
}

export interface Cluster {
  readonly nodes: readonly [ClusterNode, ClusterNode, ...ClusterNode[]];
  readonly ferretdb: Backend;
  readonly redis: Backend;
  /** One more way to the database. */
  linkDatabase(): Promise<FaultyLink>;
  uriBehind(link: FaultyLink): string;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** At least two: one alone is no cluster. */
  nodes: number;
  environment?: Record<string, string>;
  /** What one node has besides, or instead. */
  environmentOf?(node: { mongodbUri: string; index: number }): Record<string, string>;
}

/** Everything on loopback, on ports that were free, and gone after `stop`. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-cluster-'));
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    // The nodes first, or they would complain about what is gone.
    for (const each of stops.splice(0).reverse()) await each();
    rmSync(folder, { recursive: true, force: true });
  };
  const backend = async (start: (port?: number) => Promise<ServiceProcess>): Promise<Backend> => {
    let running = await start();
    stops.push(() => running.stop());
    const { address } = running;
    return {
      address,
      get pid() {
        return running.pid;
      },
      kill: () => running.kill(),
      async start() {
        running = await start(Number(new URL(address).port));
      },
    };
  };
  try {
    const toxiproxy = await startToxiproxy();
    stops.push(toxiproxy.stop);
    const ferretdb = await backend((port) =>
      startFerretdb({ folder: join(folder, 'ferretdb'), ...(port && { port }) }),
    );
    const redis = await backend((port) => startRedis({ folder, ...(port && { port }) }));
    const linkDatabase = () => toxiproxy.link(new URL(ferretdb.address).host);
    const uriBehind = ({ address }: FaultyLink) =>
      `mongodb://${address}/${DATABASE}?directConnection=true`;

    const startNode = async (index: number): Promise<ClusterNode> => {
      const database = await linkDatabase();
      const toRedis = await toxiproxy.link(new URL(redis.address).host);
      const mongodbUri = uriBehind(database);
      const environment = {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        DATA_DIR: join(folder, `node-${index}`),
        LOG_LEVEL: 'silent',
        SIGN_UP: 'open',
        RATE_LIMIT_API: '0',
        RATE_LIMIT_AUTH: '0',
        RATE_LIMIT_HEALTH: '0',
        MONGODB_URI: mongodbUri,
        REDIS_URL: `redis://${toRedis.address}/`,
        ...options.environment,
        ...options.environmentOf?.({ mongodbUri, index }),
      };
      const node = await backend(async (port = 0) =>
        startService({
          command: process.execPath,
          args: [MAIN],
          environment: { ...environment, PORT: String(port || (await freePort())) },
          announcement: /http:\/\/127\.0\.0\.1:\d+/,
        }),
      );
      return Object.assign(node, { database, redis: toRedis, mongodbUri });
    };
    // The first alone: it makes the schema.
    const nodes: Cluster['nodes'] = [await startNode(0), await startNode(1)];
    const rest: ClusterNode[] = [];
    for (let index = 2; index < options.nodes; index += 1) rest.push(await startNode(index));
    return { nodes: [...nodes, ...rest], ferretdb, redis, linkDatabase, uriBehind, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

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
import { type FaultyLink, startToxiproxy, type Toxiproxy } from '#tests/support/toxiproxy.ts';

const MAIN = resolve(import.meta.dirname, '../../server/main.ts');
const DATABASE = 'duetide_faults';

/** A server that can be killed and started again at the same address, with what it had kept. */
export interface Backend {
  readonly address: string;
  readonly pid: number;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** One instance of Duetide, with a way of its own to Redis. */
export interface ClusterNode extends Backend {
  readonly redis: FaultyLink;
}

export interface Cluster<Node extends ClusterNode = ClusterNode> {
  readonly nodes: readonly [Node, Node, ...Node[]];
  readonly redis: Backend;
  stop(): Promise<void>;
}

export interface MongodbNode extends ClusterNode {
  readonly database: FaultyLink;
}

export interface MongodbCluster extends Cluster<MongodbNode> {
  readonly ferretdb: Backend;
  /** One more way to the database. */
  linkDatabase(): Promise<FaultyLink>;
  uriBehind(link: FaultyLink): string;
}

export interface ClusterOptions {
  /** At least two: one alone is no cluster. */
  nodes: number;
  environment?: Record<string, string>;
  /** What one node has besides, or instead. */
  environmentOf?(index: number): Record<string, string>;
}

export interface MongodbClusterOptions extends Omit<ClusterOptions, 'environmentOf'> {
  environmentOf?(index: number, mongodbUri: string): Record<string, string>;
}

/**
 * Processes over one SQLite file: for what concerns Redis, not the database. The server that speaks
 * MongoDB's protocol for tests needs 20 ms for an answer, and on two cores its queue would be
 * all that a test measures.
 */
export function startCluster(options: ClusterOptions): Promise<Cluster> {
  return withRig(async (rig) => {
    const redis = await startSharedRedis(rig);
    const startNode = async (index: number): Promise<ClusterNode> => {
      const toRedis = await rig.toxiproxy.link(new URL(redis.address).host);
      const node = await startInstance(rig, {
        DATA_DIR: join(rig.folder, 'data'),
        REDIS_URL: `redis://${toRedis.address}/`,
        ...options.environment,
        ...options.environmentOf?.(index),
      });
      return Object.assign(node, { redis: toRedis });
    };
    return { nodes: await startNodes(options.nodes, startNode), redis, stop: rig.stop };
  });
}

/** Each with a way of its own to the database, too. */
export function startMongodbCluster(options: MongodbClusterOptions): Promise<MongodbCluster> {
  return withRig(async (rig) => {
    const ferretdb = await startBackend(rig, (port) =>
      startFerretdb({ folder: join(rig.folder, 'ferretdb'), ...(port && { port }) }),
    );
    const redis = await startSharedRedis(rig);
    const linkDatabase = () => rig.toxiproxy.link(new URL(ferretdb.address).host);
    const uriBehind = ({ address }: FaultyLink) =>
      `mongodb://${address}/${DATABASE}?directConnection=true`;
    const startNode = async (index: number): Promise<MongodbNode> => {
      const [database, toRedis] = await Promise.all([
        linkDatabase(),
        rig.toxiproxy.link(new URL(redis.address).host),
      ]);
      const node = await startInstance(rig, {
        DATA_DIR: join(rig.folder, `node-${index}`),
        MONGODB_URI: uriBehind(database),
        REDIS_URL: `redis://${toRedis.address}/`,
        ...options.environment,
        ...options.environmentOf?.(index, uriBehind(database)),
      });
      return Object.assign(node, { database, redis: toRedis });
    };
    const nodes = await startNodes(options.nodes, startNode);
    return { nodes, redis, ferretdb, linkDatabase, uriBehind, stop: rig.stop };
  });
}

/** What a cluster is put together from, and what takes it apart again. */
interface Rig {
  folder: string;
  toxiproxy: Toxiproxy;
  stops: (() => Promise<void>)[];
  stop(): Promise<void>;
}

/** Everything on loopback, on ports that were free, and gone after `stop` or if `work` fails. */
async function withRig<Result>(work: (rig: Rig) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-cluster-'));
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    // The instances first, or they would miss what they depend on.
    for (const each of stops.splice(0).reverse()) await each();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const toxiproxy = await startToxiproxy();
    stops.push(toxiproxy.stop);
    return await work({ folder, toxiproxy, stops, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startBackend(
  { stops }: Rig,
  start: (port?: number) => Promise<ServiceProcess>,
): Promise<Backend> {
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
}

function startSharedRedis(rig: Rig): Promise<Backend> {
  return startBackend(rig, (port) => startRedis({ folder: rig.folder, ...(port && { port }) }));
}

/** The first alone: it makes the schema. */
async function startNodes<Node>(
  count: number,
  startNode: (index: number) => Promise<Node>,
): Promise<readonly [Node, Node, ...Node[]]> {
  const first = await startNode(0);
  const second = await startNode(1);
  const rest: Node[] = [];
  for (let index = 2; index < count; index += 1) rest.push(await startNode(index));
  return [first, second, ...rest];
}

function startInstance(rig: Rig, settings: Record<string, string>): Promise<Backend> {
  const environment = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    LOG_LEVEL: 'silent',
    SIGN_UP: 'open',
    RATE_LIMIT_API: '0',
    RATE_LIMIT_AUTH: '0',
    RATE_LIMIT_HEALTH: '0',
    ...settings,
  };
  return startBackend(rig, async (port = 0) =>
    startService({
      command: process.execPath,
      args: [MAIN],
      environment: { ...environment, PORT: String(port || (await freePort())) },
      announcement: /http:\/\/127\.0\.0\.1:\d+/,
    }),
  );
}

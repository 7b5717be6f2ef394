import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFerretdb, startRedis } from '#tests/support/service-processes.ts';
import { type FaultyLink, startToxiproxy, type Toxiproxy } from '#tests/support/toxiproxy.ts';
import { type Backend, type Instance, startBackend, startInstance } from './instance.ts';

const DATABASE = 'duetide_faults';

/** One instance of Duetide, with a way of its own to Redis. */
export interface ClusterNode extends Instance {
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
      const environment = {
        DATA_DIR: join(rig.folder, 'data'),
        REDIS_URL: `redis://${toRedis.address}/`,
        ...options.environment,
        ...options.environmentOf?.(index),
      };
      const node = await rig.keep(startInstance({ environment }));
      return Object.assign(node, { redis: toRedis });
    };
    return { nodes: await startNodes(options.nodes, startNode), redis, stop: rig.stop };
  });
}

/** Each with a way of its own to the database, too. */
export function startMongodbCluster(options: MongodbClusterOptions): Promise<MongodbCluster> {
  return withRig(async (rig) => {
    const folder = join(rig.folder, 'ferretdb');
    const ferretdb = await rig.keep(
      startBackend((port) => startFerretdb({ folder, ...(port && { port }) })),
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
      const environment = {
        DATA_DIR: join(rig.folder, `node-${index}`),
        MONGODB_URI: uriBehind(database),
        REDIS_URL: `redis://${toRedis.address}/`,
        ...options.environment,
        ...options.environmentOf?.(index, uriBehind(database)),
      };
      const node = await rig.keep(startInstance({ environment }));
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
  /** Stopped in the end. */
  keep<Kept extends Backend>(started: Promise<Kept>): Promise<Kept>;
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
    const keep = async <Kept extends Backend>(started: Promise<Kept>) => {
      const kept = await started;
      stops.push(kept.stop);
      return kept;
    };
    return await work({ folder, toxiproxy, keep, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

function startSharedRedis(rig: Rig): Promise<Backend> {
  const { folder } = rig;
  return rig.keep(startBackend((port) => startRedis({ folder, ...(port && { port }) })));
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

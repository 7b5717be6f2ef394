import { Redis } from 'ioredis';
import { judgeClock } from '#server/checks/clock-skew.ts';
import { type Finding, findingsAbout } from '#server/checks/finding.ts';
import type { Probe } from '#server/checks/probe.ts';
import { judgeRoundTrip, roundTripOf } from '#server/checks/round-trip.ts';
import type { Clock } from '#server/clock.ts';
import { judgeAccess, judgeFault, judgeRedis, readInfo } from './judge-redis.ts';

const redisFindings = findingsAbout('Redis');
const CONNECT_LIMIT = 4_000;
const COMMAND_LIMIT = 2_000;
/** A command is given up after 30 ms: what takes a third of that has little left for bad moments. */
const LONGEST_ROUND_TRIP = 10;

/** Whether instances can share what they know. Asks, and writes nothing. */
export function createRedisProbe({ url, clock }: { url: string; clock: Clock }): Probe {
  return {
    area: 'Redis',
    name: 'server',
    cure: 'Look whether Redis answers (redis-cli ping), and whether this machine may reach it.',
    async run(signal) {
      const connection = connectOnce(url, signal);
      try {
        const redis = await connection.opened;
        return [
          ...(await lookAtServer(redis)),
          ...judgeAccess(url, await isOpenToAll(url, signal)),
          judgeRoundTrip(
            await roundTripOf(() => redis.ping()),
            { longest: LONGEST_ROUND_TRIP, cure: 'Run Redis in the same zone as Duetide.' },
            redisFindings,
          ),
          ...(await lookAtClock(redis, clock)),
        ];
      } catch (error) {
        return [judgeFault(connection.reasonOf(error))];
      } finally {
        connection.close();
      }
    },
  };
}

/** Tries once: what a server that is up does for years would here hide what is wrong. */
function connectOnce(url: string, signal: AbortSignal) {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_LIMIT,
    commandTimeout: COMMAND_LIMIT,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    connectionName: 'duetide-check',
  });
  let fault: Error | null = null;
  redis.on('error', (error: Error) => {
    fault ??= error;
  });
  signal.addEventListener('abort', () => redis.disconnect());
  return {
    opened: redis
      .connect()
      .then(() => redis.ping())
      .then(() => redis),
    /** `Connection is closed` is what follows from it. */
    reasonOf: (error: unknown) => (fault ?? (error as Error)).message,
    close: () => redis.disconnect(),
  };
}

async function lookAtServer(redis: Redis): Promise<Finding[]> {
  try {
    return judgeRedis(readInfo(await redis.info()));
  } catch {
    return [
      redisFindings.warning(
        'server',
        'its user may not ask INFO, so that a server that lost its data is not noticed',
        'Allow it: ACL SETUSER NAME +info',
      ),
    ];
  }
}

/** Whether somebody who brings no password is let in. */
async function isOpenToAll(url: string, signal: AbortSignal): Promise<boolean> {
  const anybody = new URL(url);
  anybody.username = '';
  anybody.password = '';
  const connection = connectOnce(anybody.href, signal);
  try {
    await connection.opened;
    return true;
  } catch {
    return false;
  } finally {
    connection.close();
  }
}

async function lookAtClock(redis: Redis, clock: Clock): Promise<Finding[]> {
  const asked = clock.now();
  const time = await redis.time().catch(() => null);
  if (time === null) return [];
  const [seconds = 0, microseconds = 0] = time.map(Number);
  const said = seconds * 1_000 + Math.floor(microseconds / 1_000);
  return [judgeClock({ whose: 'Redis', said, precision: 1, asked, answered: clock.now() })];
}

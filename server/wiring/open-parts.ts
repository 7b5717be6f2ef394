import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { createBoundedCache } from '#server/adapters/cache/bounded-cache.ts';
import type { ReplyCache } from '#server/adapters/cache/cache.ts';
import { showCacheRoom } from '#server/adapters/cache/cache-room.ts';
import { createGraceCache } from '#server/adapters/cache/grace-cache.ts';
import { createMemoryCache } from '#server/adapters/cache/memory-cache.ts';
import { createNoCache } from '#server/adapters/cache/no-cache.ts';
import { createSharedCache } from '#server/adapters/cache/shared-cache.ts';
import { countMails } from '#server/adapters/mail/counted-mail.ts';
import { createLogMail } from '#server/adapters/mail/log-mail.ts';
import type { Mail } from '#server/adapters/mail/mail.ts';
import { openSmtpMail } from '#server/adapters/mail/open-smtp-mail.ts';
import type { OpenRedis } from '#server/adapters/redis/open-redis.ts';
import {
  guardStore,
  isStoreFailure,
  LONGEST_CALL_MS,
} from '#server/adapters/store/guarded-store.ts';
import { measureStore } from '#server/adapters/store/measured-store.ts';
import { createSqliteStore } from '#server/adapters/store/sqlite/sqlite-store.ts';
import type { Store } from '#server/adapters/store/store.ts';
import type { Clock } from '#server/clock.ts';
import type { Config, StoreConfig } from '#server/config/config.ts';
import { readUri } from '#server/config/database-uri.ts';
import { createDatabaseRotation, type DatabaseRotation } from '#server/database-rotation.ts';
import type { Messaging } from '#server/features/channels/channel-feature.ts';
import type { RateSource } from '#server/features/rates/ask-rate-provider.ts';
import { createIdSource, type NewId } from '#server/ids.ts';
import type { CircuitBoard } from '#server/observability/circuit-board.ts';
import { createCircuitBreaker } from '#server/observability/circuit-breaker.ts';
import type { ErrorReporting } from '#server/observability/errors/error-reporting.ts';
import type { Logs } from '#server/observability/logger.ts';
import { createMetrics, type Metrics } from '#server/observability/metrics/metric-registry.ts';
import { createSketch } from '#server/observability/metrics/sketch.ts';
import type { Tracing } from '#server/observability/tracing/tracing.ts';
import { type Background, createBackground } from '#server/resilience/background.ts';
import { createWaitingBudgets, type WaitingBudgets } from '#server/resilience/waiting-budget.ts';
import { openCircuits } from './open-circuits.ts';
import { openErrorReporting } from './open-error-reporting.ts';
import { openMessaging } from './open-messaging.ts';
import { openRateSources } from './open-rate-sources.ts';
import { forwardToSentry } from './open-sentry.ts';
import { traceParts, traceShared } from './trace-parts.ts';

/** Short enough to be read out, long enough for all starts of some years. */
const INSTANCE_ID_BYTES = 6;
const REPLY_CACHE_BYTES = 64 * 1024 * 1024;
const GRACE_BYTES = 16 * 1024 * 1024;
/** Somebody is answered within two seconds, whatever the database does: this much of them is its. */
const WAIT_MS = 1_500;

/** Everything replaceable, chosen. Tests bring their own. */
export interface Parts {
  config: Config;
  clock: Clock;
  /** Each module has its own. */
  logOf: Logs;
  newId: NewId;
  /** New with every start: tells apart what several processes, and one after another, recorded. */
  instanceId: string;
  /** Of the machine or container, for people. */
  hostName: string;
  store: Store;
  /** Null where there is no connection that could be replaced. */
  rotation: DatabaseRotation | null;
  /** How long requests may wait for the store; null where it does not keep anybody waiting. */
  waitingBudgets: WaitingBudgets | null;
  /** What all processes share; null where this one is alone. */
  shared: OpenRedis | null;
  replyCache: ReplyCache;
  mail: Mail;
  messaging: Messaging;
  rateSources: readonly RateSource[];
  background: Background;
  errors: ErrorReporting;
  circuits: CircuitBoard;
  metrics: Metrics;
  /** Absent: nobody follows what the program does. */
  tracing?: Tracing | undefined;
}

type Tools = Pick<Parts, 'clock' | 'logOf' | 'circuits' | 'metrics'>;

/** Opens what `config` chooses. */
export async function openParts(
  config: Config,
  clock: Clock,
  logOf: Logs,
  tracing?: Tracing,
): Promise<Parts> {
  const metrics = createMetrics(config.history ? { createSketch } : {});
  const circuits = openCircuits({ metrics, log: logOf('circuits'), clock });
  const tools = { clock, logOf, circuits, metrics };
  const { store, rotation, waitingBudgets } = await openStore(config.store, tools);
  const shared = traceShared(await openShared(config.redis, tools), tracing);
  const ownMail =
    config.mail.kind === 'smtp'
      ? openSmtpMail(config.mail, circuits)
      : createLogMail(logOf('mail'));
  const mail = countMails(ownMail, metrics);
  const newId = createIdSource(clock);
  const errors = openErrorReporting({ clock, newId, metrics });
  if (config.sentry) await forwardToSentry(config.sentry, { errors, circuits, metrics });
  const parts: Parts = {
    config,
    clock,
    logOf,
    newId,
    instanceId: randomBytes(INSTANCE_ID_BYTES).toString('hex'),
    hostName: hostname(),
    store: measureStore(store, metrics),
    rotation,
    waitingBudgets,
    shared,
    replyCache: openReplyCache(config, { shared, waitingBudgets, clock, metrics }),
    mail,
    messaging: openMessaging(config, { circuits, mail }),
    rateSources: openRateSources(config.rateProviders, circuits),
    background: createBackground(logOf('server'), errors.report),
    errors,
    circuits,
    metrics,
  };
  return traceParts(parts, tracing);
}

async function openShared(
  config: Config['redis'],
  { circuits, logOf, metrics }: Tools,
): Promise<OpenRedis | null> {
  if (!config) return null;
  const { openRedis } = await import('#server/adapters/redis/open-redis.ts');
  return openRedis({ url: config.url, circuits, log: logOf('cache'), metrics });
}

function openReplyCache(
  { caches }: Config,
  {
    shared,
    waitingBudgets,
    clock,
    metrics,
  }: Pick<Parts, 'shared' | 'waitingBudgets' | 'clock' | 'metrics'>,
): ReplyCache {
  if (!caches.replies) return createNoCache();
  const near = createMemoryCache({ maxBytes: REPLY_CACHE_BYTES });
  const current = shared ? createSharedCache({ near, ...shared, random: Math.random }) : near;
  const bounded = waitingBudgets ? createBoundedCache(current, waitingBudgets) : current;
  const cache = createGraceCache(bounded, { clock, maxBytes: GRACE_BYTES });
  showCacheRoom({ memory: near.room, grace: cache.room }, metrics);
  return cache;
}

/** A driver that was not chosen is not loaded. */
async function openStore(
  config: StoreConfig,
  { clock, logOf, circuits, metrics }: Tools,
): Promise<Pick<Parts, 'store' | 'rotation' | 'waitingBudgets'>> {
  const log = logOf('database');
  if (config.kind === 'sqlite') {
    return {
      store: await createSqliteStore({ file: config.file, clock, logger: log }),
      rotation: null,
      waitingBudgets: null,
    };
  }
  const { createMongodbStore } = await import('#server/adapters/store/mongodb/mongodb-store.ts');
  const { showPoolUse } = await import('#server/adapters/store/mongodb/pool-use.ts');
  const uri = readUri(config.uri);
  const { maxPoolSize } = config;
  const store = await createMongodbStore({ uri, maxPoolSize, clock, logger: log });
  const { reconnect, poolUse } = store;
  showPoolUse(poolUse, maxPoolSize, metrics);
  const breaker = createCircuitBreaker({
    name: 'database',
    isFailure: isStoreFailure,
    callLimit: LONGEST_CALL_MS,
    // Errors are to end soon after the database is back, and asking one question costs it little.
    maxOpenFor: 2_000,
  });
  circuits.watch(breaker);
  const rotation = createDatabaseRotation({
    inUse: uri,
    readUri: () => readUri(config.uri),
    reconnect,
    log,
  });
  const waitingBudgets = createWaitingBudgets({ limit: WAIT_MS });
  return { store: guardStore(store, breaker, waitingBudgets), rotation, waitingBudgets };
}

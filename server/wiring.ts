import { existsSync } from 'node:fs';
import type { FastifySerializerCompiler } from 'fastify';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { ReplyCache } from './adapters/cache/cache.ts';
import { createCountedCache } from './adapters/cache/counted-cache.ts';
import { createGraceCache } from './adapters/cache/grace-cache.ts';
import { createMemoryCache } from './adapters/cache/memory-cache.ts';
import { createNoCache } from './adapters/cache/no-cache.ts';
import { createSharedCache } from './adapters/cache/shared-cache.ts';
import { createLogMail } from './adapters/mail/log-mail.ts';
import type { Mail } from './adapters/mail/mail.ts';
import { openSmtpMail } from './adapters/mail/open-smtp-mail.ts';
import { createNoRates } from './adapters/rates/no-rates.ts';
import type { RateProvider } from './adapters/rates/rates.ts';
import type { OpenRedis } from './adapters/redis/open-redis.ts';
import {
  type CopiedTable,
  CopyError,
  type CopyOptions,
  copyRows,
} from './adapters/store/copy-rows.ts';
import { guardStore, isStoreFailure, LONGEST_CALL_MS } from './adapters/store/guarded-store.ts';
import type { RowTransfer } from './adapters/store/row-transfer.ts';
import { openSqliteRowTransfer } from './adapters/store/sqlite/sqlite-row-transfer.ts';
import { createSqliteStore } from './adapters/store/sqlite/sqlite-store.ts';
import type { Store } from './adapters/store/store.ts';
import { type Background, createBackground } from './background.ts';
import { type Clock, instantOf, systemClock } from './clock.ts';
import type { Config, StoreConfig } from './config.ts';
import { createDatabaseRotation, type DatabaseRotation } from './database-rotation.ts';
import { readUri } from './database-uri.ts';
import { createAccountFeature } from './features/accounts/account-feature.ts';
import type { Argon2Cost } from './features/accounts/password-hasher.ts';
import { registerCalendarFeedRoutes } from './features/calendar-feed/calendar-feed-routes.ts';
import { createCalendarFeedService } from './features/calendar-feed/calendar-feed-service.ts';
import { registerCategoryRoutes } from './features/categories/category-routes.ts';
import { createCategoryService } from './features/categories/category-service.ts';
import { addDefaultCategories } from './features/categories/default-categories.ts';
import { registerExportRoutes } from './features/exports/export-routes.ts';
import { createExportService } from './features/exports/export-service.ts';
import { registerHouseholdRoutes } from './features/households/household-routes.ts';
import { createHouseholdService } from './features/households/household-service.ts';
import { registerImportRoutes } from './features/imports/import-routes.ts';
import { createImportService } from './features/imports/import-service.ts';
import { registerInsightRoutes } from './features/insights/insight-routes.ts';
import { createInsightService } from './features/insights/insight-service.ts';
import { registerDatabaseRoutes } from './features/operation/database-routes.ts';
import { registerPaymentMethodRoutes } from './features/payment-methods/payment-method-routes.ts';
import { createPaymentMethodService } from './features/payment-methods/payment-method-service.ts';
import { registerPaymentRoutes } from './features/payments/payment-routes.ts';
import { createPaymentService } from './features/payments/payment-service.ts';
import { registerRateRoutes } from './features/rates/rate-routes.ts';
import { createRateService } from './features/rates/rate-service.ts';
import { registerSubscriptionActionRoutes } from './features/subscriptions/subscription-action-routes.ts';
import { registerSubscriptionRoutes } from './features/subscriptions/subscription-routes.ts';
import { createSubscriptionService } from './features/subscriptions/subscription-service.ts';
import { buildApp } from './http/app.ts';
import type { App } from './http/app-instance.ts';
import { serveFromCache } from './http/cached-reply.ts';
import { answerOnce, KEPT_MILLISECONDS } from './http/idempotency.ts';
import { addressOf } from './http/listening-address.ts';
import { createIdSource, type NewId } from './ids.ts';
import { createCircuitBreaker } from './observability/circuit-breaker.ts';
import { logCircuit } from './observability/circuit-log.ts';
import { registerHealthRoutes } from './observability/health-routes.ts';
import { StartError } from './start-fault.ts';
import { readStorePlace, type StorePlace } from './store-place.ts';
import { createToday } from './today.ts';
import { emptyTrash } from './trash.ts';

export type { CopiedTable, CopyProgress } from './adapters/store/copy-rows.ts';

const REPLY_CACHE_BYTES = 64 * 1024 * 1024;
const GRACE_BYTES = 16 * 1024 * 1024;

/** Everything replaceable, chosen. Tests bring their own. */
export interface Parts {
  config: Config;
  clock: Clock;
  log: Logger;
  newId: NewId;
  store: Store;
  /** Null where there is no connection that could be replaced. */
  rotation: DatabaseRotation | null;
  /** What all processes share; null where this one is alone. */
  shared: OpenRedis | null;
  replyCache: ReplyCache;
  mail: Mail;
  rateProvider: RateProvider;
  background: Background;
}

export interface WireOptions {
  /** For tests: checks answers against their schemas. */
  serializeReply?: FastifySerializerCompiler<z.ZodType>;
  /** Folder of the built web app. */
  webRoot?: string;
  /** For tests, which make many accounts: passwords that cost less to hash. */
  passwordCost?: Argon2Cost;
}

export interface Wired {
  app: App;
  /** From now on readiness is refused; everything else is answered as before. */
  drain(): void;
  /** Empties trash bins and forgets what has ended. */
  purge(): Promise<void>;
  /** Ends the HTTP side, waits for what is under way, then lets go of everything. */
  close(): Promise<void>;
}

/** Opens what `config` chooses. */
export async function openParts(config: Config, clock: Clock, log: Logger): Promise<Parts> {
  const { store, rotation } = await openStore(config.store, clock, log);
  const shared = await openShared(config.redis, log);
  return {
    config,
    clock,
    log,
    newId: createIdSource(clock),
    store,
    rotation,
    shared,
    replyCache: openReplyCache(config, { shared, clock, log }),
    mail: config.mail.kind === 'smtp' ? openSmtpMail(config.mail, log) : createLogMail(log),
    rateProvider: createNoRates(),
    background: createBackground(log),
  };
}

async function openShared(config: Config['redis'], log: Logger): Promise<OpenRedis | null> {
  if (!config) return null;
  const { openRedis } = await import('./adapters/redis/open-redis.ts');
  return openRedis({ url: config.url, log });
}

function openReplyCache(
  { caches }: Config,
  { shared, clock, log }: Pick<Parts, 'shared' | 'clock' | 'log'>,
): ReplyCache {
  if (!caches.replies) return createNoCache();
  const near = createMemoryCache({ maxBytes: REPLY_CACHE_BYTES });
  const current = shared ? createSharedCache({ near, ...shared, random: Math.random }) : near;
  const cache = createCountedCache(createGraceCache(current, { clock, maxBytes: GRACE_BYTES }));
  return {
    ...cache,
    async close() {
      log.info(cache.counts(), 'how the cache of answers was used');
      await cache.close();
    },
  };
}

/** A driver that was not chosen is not loaded. */
async function openStore(
  config: StoreConfig,
  clock: Clock,
  log: Logger,
): Promise<Pick<Parts, 'store' | 'rotation'>> {
  if (config.kind === 'sqlite') {
    return {
      store: await createSqliteStore({ file: config.file, clock, logger: log }),
      rotation: null,
    };
  }
  const { createMongodbStore } = await import('./adapters/store/mongodb/mongodb-store.ts');
  const uri = readUri(config.uri);
  const { maxPoolSize } = config;
  const store = await createMongodbStore({ uri, maxPoolSize, clock, logger: log });
  const { reconnect } = store;
  const breaker = createCircuitBreaker({
    name: 'database',
    isFailure: isStoreFailure,
    callLimit: LONGEST_CALL_MS,
    // Errors are to end soon after the database is back, and asking one question costs it little.
    maxOpenFor: 2_000,
  });
  logCircuit(breaker, log);
  const rotation = createDatabaseRotation({
    inUse: uri,
    readUri: () => readUri(config.uri),
    reconnect,
    log,
  });
  return { store: guardStore(store, breaker), rotation };
}

/**
 * Copies all data from one database to another.
 * @throws StartError for what the operator can cure.
 */
export async function copyDatabase(
  places: { from: string; to: string },
  options: Pick<CopyOptions, 'isResumed' | 'onProgress'>,
): Promise<CopiedTable[]> {
  const source = readStorePlace(places.from);
  const target = readStorePlace(places.to);
  if (source.kind === 'sqlite' && !existsSync(source.file)) {
    throw new StartError(`There is no database ${source.file} to copy from.`);
  }
  const from = await openTransfer(source);
  try {
    const to = await openTransfer(target);
    try {
      return await copyRows({ from, to, ...options });
    } catch (error) {
      throw error instanceof CopyError ? new StartError(error.message, error) : error;
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function openTransfer(place: StorePlace): Promise<RowTransfer> {
  try {
    return await transferOf(place);
  } catch (error) {
    // Both engines say in one line what is wrong.
    throw new StartError(error instanceof Error ? error.message : String(error), error);
  }
}

async function transferOf(place: StorePlace): Promise<RowTransfer> {
  if (place.kind === 'sqlite') return openSqliteRowTransfer(place.file, systemClock);
  const { openMongodbRowTransfer } = await import(
    './adapters/store/mongodb/mongodb-row-transfer.ts'
  );
  return openMongodbRowTransfer(readUri(place.uri), systemClock);
}

/** Puts the parts together. Every feature has its lines here, and meets the others only here. */
export async function wire(parts: Parts, options: WireOptions = {}): Promise<Wired> {
  const { config, clock, log, newId, store, replyCache, mail, background } = parts;
  const today = createToday(clock);
  const publicUrl = () => config.publicUrl ?? addressOf(app, config.listen.host);
  let isDraining = false;

  const households = createHouseholdService({
    households: store.households,
    clock,
    furnish: (householdId) =>
      addDefaultCategories({ categories: store.categories, clock }, householdId),
    onChange: (householdId) => accounts.householdChanged(householdId),
  });
  const accounts = createAccountFeature({
    users: store.users,
    sessions: store.sessions,
    passwordResets: store.passwordResets,
    homes: households,
    mail,
    clock,
    newId,
    inBackground: background.run,
    publicUrl,
    isHttps: config.publicUrl?.startsWith('https:') ?? false,
    signUpMode: config.signUp,
    isSessionCacheOn: config.caches.sessions,
    epochs: parts.shared?.epochs,
    passwordCost: options.passwordCost,
  });

  const rates = createRateService({ rates: store.rates, provider: parts.rateProvider });
  const { subscriptions, payments, categories, paymentMethods } = store;
  const services = {
    subscriptions: createSubscriptionService({
      subscriptions,
      categories,
      paymentMethods,
      rates,
      clock,
      today,
    }),
    payments: createPaymentService({ payments, subscriptions, clock, today }),
    categories: createCategoryService({ categories, clock }),
    paymentMethods: createPaymentMethodService({ paymentMethods, clock }),
    rates,
    insights: createInsightService({ subscriptions, payments, categories, rates, today }),
    imports: createImportService({
      imports: store.imports,
      target: {
        subscriptions,
        payments,
        categories,
        paymentMethods,
        rates: store.rates,
        async adoptHousehold(householdId, facts) {
          await households.update({ householdId, role: 'owner' }, facts);
        },
      },
      clock,
      newId,
      today,
    }),
    exports: createExportService({
      households: store.households,
      subscriptions,
      payments,
      categories,
      paymentMethods,
      rates: store.rates,
      clock,
      today,
    }),
    calendarFeed: createCalendarFeedService({
      feeds: store.calendarFeeds,
      households: store.households,
      subscriptions,
      payments,
      categories,
      paymentMethods,
      cache: replyCache,
      clock,
      today,
    }),
  };

  const app = await buildApp({
    log,
    newId,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    rateLimits: config.rateLimits,
    sharedValues: parts.shared?.values ?? null,
    sessions: accounts.sessionCheck,
    sessionCookie: accounts.cookieName,
    ...options,
    registerRoutes(api) {
      registerHealthRoutes(api, { pingStore: store.ping, isDraining: () => isDraining });
      accounts.registerRoutes(api);
      registerDatabaseRoutes(api, parts);
      // Hooks for what is registered from here on: the data of the household.
      serveFromCache(api, { cache: replyCache, today });
      answerOnce(api, { records: store.idempotency, clock });
      registerHouseholdRoutes(api, { households });
      registerSubscriptionRoutes(api, services);
      registerSubscriptionActionRoutes(api, services);
      registerPaymentRoutes(api, services);
      registerCategoryRoutes(api, services);
      registerPaymentMethodRoutes(api, services);
      registerRateRoutes(api, services);
      registerInsightRoutes(api, services);
      registerImportRoutes(api, services);
      registerExportRoutes(api, services);
      registerCalendarFeedRoutes(api, { ...services, publicUrl });
    },
  });

  return {
    app,
    drain() {
      isDraining = true;
    },
    async purge() {
      await accounts.purge();
      await emptyTrash([subscriptions, categories, paymentMethods], clock);
      await services.imports.purge();
      await store.tidy();
      await store.idempotency.purge(instantOf(clock.now() - KEPT_MILLISECONDS));
    },
    async close() {
      await app.close();
      await background.settled();
      await Promise.all([mail.close(), replyCache.close(), parts.shared?.close()]);
      await store.close();
    },
  };
}

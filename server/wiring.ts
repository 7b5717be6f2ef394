import { join } from 'node:path';
import type { FastifySerializerCompiler } from 'fastify';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { ReplyCache } from './adapters/cache/cache.ts';
import { createMemoryCache } from './adapters/cache/memory-cache.ts';
import { createNoCache } from './adapters/cache/no-cache.ts';
import { createLogMail } from './adapters/mail/log-mail.ts';
import type { Mail } from './adapters/mail/mail.ts';
import { createSqliteStore } from './adapters/store/sqlite/sqlite-store.ts';
import type { Store } from './adapters/store/store.ts';
import { type Background, createBackground } from './background.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createAccountFeature } from './features/accounts/account-feature.ts';
import { addDefaultCategories } from './features/categories/default-categories.ts';
import { registerHouseholdRoutes } from './features/households/household-routes.ts';
import { createHouseholdService } from './features/households/household-service.ts';
import { buildApp } from './http/app.ts';
import type { App } from './http/app-instance.ts';
import { addressOf } from './http/listening-address.ts';
import { createIdSource, type NewId } from './ids.ts';
import { registerHealthRoutes } from './observability/health-routes.ts';

const REPLY_CACHE_BYTES = 64 * 1024 * 1024;

/** Everything replaceable, chosen. Tests bring their own. */
export interface Parts {
  config: Config;
  clock: Clock;
  log: Logger;
  newId: NewId;
  store: Store;
  replyCache: ReplyCache;
  mail: Mail;
  background: Background;
}

export interface WireOptions {
  /** For tests: checks answers against their schemas. */
  serializeReply?: FastifySerializerCompiler<z.ZodType>;
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
  const store = await createSqliteStore({
    file: join(config.dataDir, 'duetide.db'),
    clock,
    logger: log,
  });
  return {
    config,
    clock,
    log,
    newId: createIdSource(clock),
    store,
    replyCache: config.caches.replies
      ? createMemoryCache({ maxBytes: REPLY_CACHE_BYTES })
      : createNoCache(),
    mail: createLogMail(log),
    background: createBackground(log),
  };
}

/** Puts the parts together. Every feature has its lines here, and meets the others only here. */
export async function wire(parts: Parts, { serializeReply }: WireOptions = {}): Promise<Wired> {
  const { config, clock, log, newId, store, replyCache, mail, background } = parts;
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
    publicUrl: () => config.publicUrl ?? addressOf(app, config.listen.host),
    isHttps: config.publicUrl?.startsWith('https:') ?? false,
    signUpMode: config.signUp,
    isSessionCacheOn: config.caches.sessions,
  });

  const app = await buildApp({
    log,
    newId,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    sessions: accounts.sessionCheck,
    ...(serializeReply ? { serializeReply } : {}),
    registerRoutes(api) {
      registerHealthRoutes(api, { pingStore: store.ping, isDraining: () => isDraining });
      accounts.registerRoutes(api);
      registerHouseholdRoutes(api, { households });
    },
  });

  return {
    app,
    drain() {
      isDraining = true;
    },
    async purge() {
      await accounts.purge();
    },
    async close() {
      await app.close();
      await background.settled();
      await Promise.all([mail.close(), replyCache.close()]);
      await store.close();
    },
  };
}

import type { FastifySerializerCompiler } from 'fastify';
import type { z } from 'zod';
import { createCountedCache } from '#server/adapters/cache/counted-cache.ts';
import { instantOf } from '#server/clock.ts';
import { createAccountFeature } from '#server/features/accounts/account-feature.ts';
import type { Argon2Cost } from '#server/features/accounts/password-hasher.ts';
import { createOwnHistory } from '#server/features/alerts/own-history.ts';
import { createAttentionFeature } from '#server/features/attention/attention-feature.ts';
import { registerBudgetRoutes } from '#server/features/budgets/budget-routes.ts';
import { registerCalendarFeedRoutes } from '#server/features/calendar-feed/calendar-feed-routes.ts';
import { registerCategoryRoutes } from '#server/features/categories/category-routes.ts';
import { addDefaultCategories } from '#server/features/categories/default-categories.ts';
import { createChannelFeature } from '#server/features/channels/channel-feature.ts';
import { registerExportRoutes } from '#server/features/exports/export-routes.ts';
import { registerHouseholdRoutes } from '#server/features/households/household-routes.ts';
import { createHouseholdService } from '#server/features/households/household-service.ts';
import { registerImportRoutes } from '#server/features/imports/import-routes.ts';
import { registerInsightRoutes } from '#server/features/insights/insight-routes.ts';
import { registerDatabaseRoutes } from '#server/features/operation/database-routes.ts';
import { registerJobRoutes } from '#server/features/operation/job-routes.ts';
import { registerMailRoutes } from '#server/features/operation/mail-routes.ts';
import { purgeJob } from '#server/features/operation/operation-jobs.ts';
import { registerPaymentMethodRoutes } from '#server/features/payment-methods/payment-method-routes.ts';
import { registerPaymentRoutes } from '#server/features/payments/payment-routes.ts';
import { createRateFeature } from '#server/features/rates/rate-feature.ts';
import { registerSubscriptionActionRoutes } from '#server/features/subscriptions/subscription-action-routes.ts';
import { registerSubscriptionRoutes } from '#server/features/subscriptions/subscription-routes.ts';
import { buildApp } from '#server/http/app.ts';
import type { App } from '#server/http/app-instance.ts';
import { serveFromCache } from '#server/http/cached-reply.ts';
import { answerOnce, KEPT_MILLISECONDS } from '#server/http/idempotency.ts';
import { addressOf } from '#server/http/listening-address.ts';
import { handleJob, type JobKind } from '#server/jobs/job-kind.ts';
import { countJobs } from '#server/jobs/job-metrics.ts';
import type { JobQueue } from '#server/jobs/job-queue.ts';
import { purgeJobs } from '#server/jobs/job-retention.ts';
import { createJobs } from '#server/jobs/jobs.ts';
import { registerHealthRoutes } from '#server/observability/health-routes.ts';
import { createCacheUse } from '#server/observability/metrics/cache-use.ts';
import { registerMetricsRoutes } from '#server/observability/metrics/metrics-routes.ts';
import { createTokenBucket } from '#server/observability/token-bucket.ts';
import { createPersevering } from '#server/resilience/persevering.ts';
import { emptyTrash } from '#server/rows/trash.ts';
import { createToday } from '#server/today.ts';
import { AppError } from '#shared/app-error.ts';
import { createServices } from './create-services.ts';
import { openAlerting } from './open-alerting.ts';
import { openHistory } from './open-history.ts';
import { openOperation } from './open-operation.ts';
import type { Parts } from './open-parts.ts';
import { openReminders } from './open-reminders.ts';
import { traceJobs } from './trace-parts.ts';
import { trackErrors } from './track-errors.ts';

/** Since the end began: what still runs then is left to another instance. */
const JOBS_END_MS = 6_000;

export interface WireOptions {
  /** For tests: checks answers against their schemas. */
  serializeReply?: FastifySerializerCompiler<z.ZodType>;
  /** Folder of the built web app. */
  webRoot?: string;
  /** Folder of the source maps of that build. */
  mapsRoot?: string;
  /** What else than the features' jobs is done in the background. */
  jobKinds?: readonly JobKind[];
  /** For tests, which make many accounts: passwords that cost less to hash. */
  passwordCost?: Argon2Cost;
}

export interface Wired {
  app: App;
  queue: JobQueue;
  /** From now on this instance does its share of what is done in the background. */
  startJobs(): void;
  /** From now on readiness is refused and no job is begun; requests are answered as before. */
  drain(): void;
  /** Empties trash bins and forgets what has ended: what the job of that name does. */
  purge(): Promise<void>;
  /** Writes down the errors that were reported of late. */
  keepErrors(): Promise<void>;
  /** Ends the HTTP side, waits for what is under way, then lets go of everything. */
  close(): Promise<void>;
}

/** Puts the parts together. Every feature has its lines here, and meets the others only here. */
export async function wire(parts: Parts, options: WireOptions = {}): Promise<Wired> {
  const { config, clock, logOf, newId, store, replyCache, mail, background, metrics } = parts;
  const today = createToday(clock);
  const publicUrl = () => config.publicUrl ?? addressOf(app, config.listen.host);
  const persevering = createPersevering({
    background,
    random: Math.random,
    isWorthwhile: (error) => error instanceof AppError && error.code === 'unavailable',
  });
  let isDraining = false;
  const cacheUse = createCacheUse(metrics);
  const cacheOf = (keyClass: string) =>
    createCountedCache(replyCache, cacheUse.of(keyClass), cacheUse.holdingOf(keyClass));

  const operation = openOperation(parts);

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
    sessionTally: cacheUse.of('session'),
  });

  const channels = createChannelFeature({
    channels: store.channels,
    messaging: parts.messaging,
    metrics,
    clock,
    publicUrl,
    addressOf: async (userId) => (await store.users.find(userId))?.email ?? null,
    localeOf: (owner) => reminders.localeOf(owner),
  });

  const jobs = createJobs({ jobs: store.jobs, clock, newId, log: logOf('jobs'), ...config.jobs });
  const errorTracking = trackErrors(parts, {
    sessions: accounts.sessionCheck,
    jobs,
    mapsRoot: options.mapsRoot,
  });
  const rateFeature = createRateFeature({
    rates: store.rates,
    providedRates: store.providedRates,
    sources: parts.rateSources,
    egress: parts.messaging.egress,
    queue: jobs.queue,
    clock,
    today,
    newId,
    inBackground: background.run,
  });
  const rates = rateFeature.service;
  const { subscriptions, categories, paymentMethods } = store;
  const feedCache = cacheOf('calendar feed');
  const services = createServices({ ...parts, households, rates, feedCache, today });

  const reminders = openReminders(parts, {
    payments: services.payments,
    channels: channels.sender,
    rates,
    queue: jobs.queue,
    publicUrl,
    today,
  });

  const attention = createAttentionFeature({
    attention: store.attention,
    subscriptions,
    paymentMethods,
    channels: store.channels,
    rates,
    budgets: services.budgets,
    deliveries: store.reminderDeliveries,
    unpaid: reminders.unpaid,
    clock,
    today,
  });

  const own = createOwnHistory(parts);
  const history = openHistory(parts, own);
  const alerting = openAlerting(parts, {
    publicUrl,
    circuits: channels.circuits,
    history: history.reader,
    own,
  });

  async function purge(): Promise<void> {
    await accounts.purge();
    await emptyTrash(
      [subscriptions, categories, paymentMethods, store.budgets, store.channels],
      clock,
    );
    await services.imports.purge();
    await reminders.purge();
    await alerting.purge();
    await store.tidy();
    await store.idempotency.purge(instantOf(clock.now() - KEPT_MILLISECONDS));
    await purgeJobs(store.jobs, clock);
    await operation.purge();
    await errorTracking.purge();
  }

  const jobKinds = [
    handleJob(purgeJob, purge),
    ...rateFeature.kinds,
    ...reminders.kinds,
    ...history.kinds,
    ...(options.jobKinds ?? []),
  ];
  const { worker, desk } = jobs.employ(traceJobs(jobKinds, parts.tracing));
  countJobs({ ...jobs, metrics, clock, kinds: jobKinds.map(({ name }) => name) });

  const app = await buildApp({
    log: logOf('http'),
    mayLogRequest: createTokenBucket({ perSecond: config.log.requestsPerSecond }),
    newId,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    rateLimits: config.rateLimits,
    sharedValues: parts.shared?.values ?? null,
    sessions: accounts.sessionCheck,
    waitingBudgets: parts.waitingBudgets,
    metrics,
    reportError: parts.errors.report,
    tracing: parts.tracing,
    sessionCookie: accounts.cookieName,
    ...options,
    registerRoutes(api) {
      operation.audit.registerRoutes(api);
      registerHealthRoutes(api, { pingStore: store.ping, isDraining: () => isDraining });
      if (config.metrics?.kind === 'same-port') {
        registerMetricsRoutes(api, { metrics, token: config.metrics.token });
      }
      accounts.registerRoutes(api);
      registerDatabaseRoutes(api, parts);
      operation.circuitHistory.registerRoutes(api);
      registerJobRoutes(api, { desk });
      history.registerRoutes(api, accounts.sessionCheck);
      reminders.registerLinkRoutes(api);
      registerMailRoutes(api, { publicUrl });
      errorTracking.registerRoutes(api);
      alerting.registerRoutes(api);
      attention.registerRoutes(api);
      // Hooks for what is registered from here on: the data of the household.
      serveFromCache(api, {
        cache: replyCache,
        cacheOf,
        today,
        sharedVersion: rateFeature.version,
      });
      answerOnce(api, {
        records: store.idempotency,
        clock,
        inBackground: persevering.run,
      });
      registerHouseholdRoutes(api, { households });
      registerSubscriptionRoutes(api, services);
      registerSubscriptionActionRoutes(api, services);
      registerPaymentRoutes(api, services);
      registerCategoryRoutes(api, services);
      registerPaymentMethodRoutes(api, services);
      rateFeature.registerRoutes(api);
      registerInsightRoutes(api, services);
      registerBudgetRoutes(api, services);
      registerImportRoutes(api, services);
      registerExportRoutes(api, services);
      channels.registerRoutes(api);
      reminders.registerRoutes(api);
      registerCalendarFeedRoutes(api, { ...services, publicUrl });
    },
  });

  return {
    app,
    queue: jobs.queue,
    startJobs() {
      worker.start();
      operation.start();
      history.start();
      alerting.start();
      background.run('first exchange rates', rateFeature.begin);
    },
    drain() {
      isDraining = true;
      history.drain();
      void worker.drain(JOBS_END_MS);
    },
    purge,
    keepErrors: parts.errors.flush,
    async close() {
      history.drain();
      await app.close();
      await worker.drain(JOBS_END_MS);
      await history.stop();
      await alerting.stop();
      persevering.hurry();
      await operation.close();
      await background.settled();
      await errorTracking.close();
      await parts.errors.flush();
      logOf('cache').info(cacheUse.total(), 'how the caches were used');
      await Promise.all([mail.close(), replyCache.close(), parts.shared?.close()]);
      await store.close();
    },
  };
}

import fastify, {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  type FastifySerializerCompiler,
  LogController,
  type RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { NewId } from '#server/ids.ts';
import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import type { Tracing } from '#server/observability/tracing/tracing.ts';
import type { WaitingBudgets } from '#server/resilience/waiting-budget.ts';
import type { SharedValues } from '#server/shared-state/shared-values.ts';
import { AppError } from '#shared/app-error.ts';
import { collectAllowedMethods } from './allowed-methods.ts';
import { watchApi } from './api-description.ts';
import { registerApiDocs } from './api-docs.ts';
import type { App } from './app-instance.ts';
import { validateInput } from './input-validation.ts';
import { readJsonBodies } from './json-body.ts';
import { createProblemHandler, pathOf, type ReportError, sendProblem } from './problem-handler.ts';
import { countRejections, createRateLimits, type RateLimits } from './rate-limits.ts';
import { serializeReply } from './reply-serialization.ts';
import { giveBudgets } from './request-budgets.ts';
import { createRequestIds } from './request-id.ts';
import { logRequests } from './request-log.ts';
import { measureRequests } from './request-metrics.ts';
import { traceRequests } from './request-tracing.ts';
import { addRouteGuards, type SessionCheck } from './route-guards.ts';
import { createSameOriginCheck } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { refuseUnknownQueries } from './strict-query.ts';
import { answerUnreadableRequest } from './unreadable-request.ts';
import { serveWebApp } from './web-app.ts';

const BODY_LIMIT = 1_048_576;

export interface AppOptions {
  log: Logger;
  /** Absent: nothing is counted. */
  metrics?: Metrics;
  /** Absent: nobody follows requests. */
  tracing?: Tracing | undefined;
  /** As of the log of requests; absent: all of them are written. */
  mayLogRequest?: () => boolean;
  /** Where people reach this server, `https://duetide.example`; null: where it listens. */
  publicUrl: string | null;
  /** As Fastify's option of that name: whose `X-Forwarded-*` headers are believed. */
  trustProxy: false | string[];
  rateLimits: RateLimits;
  /** Where all processes count together; null or absent: each for itself. */
  sharedValues?: SharedValues | null;
  sessions: SessionCheck;
  /** How long requests may wait for the store; null or absent: it does not keep anybody waiting. */
  waitingBudgets?: WaitingBudgets | null;
  /** Its name, for the description of the API. */
  sessionCookie?: string;
  newId: NewId;
  /** Told of what ended in a 500; absent: nobody is. */
  reportError?: ReportError;
  /** Folder of the built web app; without it only programs are answered. */
  webRoot?: string;
  serializeReply?: FastifySerializerCompiler<z.ZodType>;
  /** Everything under `/api` and what else answers programs. */
  registerRoutes(app: App): void | Promise<void>;
}

/** The HTTP side of Duetide, without a port: `listen` or `inject` are the caller's. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { log } = options;
  const constantHeaders = securityHeaders(options.publicUrl?.startsWith('https:') ?? false);
  const requestIdOf = createRequestIds();
  const app: App = fastify<RawServerDefault>({
    loggerInstance: toFastifyLogger(log),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIdOf,
    trustProxy: options.trustProxy,
    bodyLimit: BODY_LIMIT,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    // Node itself would refuse a request without `Host`, with an empty answer.
    http: { requireHostHeader: false },
    clientErrorHandler: (error, socket) =>
      answerUnreadableRequest(error, socket, requestIdOf({ headers: {} })),
    frameworkErrors({ code }, request, reply) {
      addConstantHeaders(request, reply);
      // Nothing has an id that long.
      const isTooLong = code === 'FST_ERR_MAX_PARAM_LENGTH';
      sendProblem(new AppError(isTooLong ? 'not-found' : 'bad-request'), request, reply);
    },
  }).withTypeProvider<ZodTypeProvider>();

  function addConstantHeaders(request: FastifyRequest, reply: FastifyReply): void {
    reply.headers(constantHeaders);
    reply.header('x-request-id', request.id);
  }

  app.setValidatorCompiler(validateInput);
  app.setSerializerCompiler(options.serializeReply ?? serializeReply);
  readJsonBodies(app);
  app.decorateRequest('member', null);
  app.decorateRequest('resourceId', '');
  if (options.tracing) traceRequests(app, options.tracing);
  app.addHook('onRequest', (request, reply, done) => {
    addConstantHeaders(request, reply);
    // RFC 9112, 3.2
    if (request.headers.host === undefined && request.raw.httpVersion === '1.1') {
      done(new AppError('bad-request', { detail: 'Host is missing' }));
      return;
    }
    // Before the body: whatever it is, it was sent to no route.
    if (request.is404) answerUnknown(request, reply);
    else done();
  });
  if (options.metrics) measureRequests(app, options.metrics);
  logRequests(app, { log, mayWrite: options.mayLogRequest });
  const { sessions, waitingBudgets } = options;
  const sessionCheck = waitingBudgets ? giveBudgets(app, waitingBudgets, sessions) : sessions;

  const allowedMethods = collectAllowedMethods(app);
  const sendPage = options.webRoot ? await serveWebApp(app, options.webRoot) : () => false;
  app.setErrorHandler(createProblemHandler(log, options.reportError));
  // Static files come here, too, where a file is missing.
  app.setNotFoundHandler(answerUnknown);

  function answerUnknown(request: FastifyRequest, reply: FastifyReply): void {
    const allowed = allowedMethods(pathOf(request.url));
    if (allowed.length > 0 && !allowed.includes(request.method)) {
      reply.header('allow', allowed.join(', '));
      sendProblem(new AppError('method-not-allowed'), request, reply);
    } else if (!sendPage(request, reply)) {
      sendProblem(new AppError('not-found'), request, reply);
    }
  }

  await app.register(async (api) => {
    addRouteGuards(api, {
      sessions: sessionCheck,
      newId: options.newId,
      checkSameOrigin: createSameOriginCheck(options.publicUrl),
      limitRate: await createRateLimits(
        api,
        options.rateLimits,
        options.sharedValues ?? null,
        countRejections(options),
      ),
    });
    refuseUnknownQueries(api);
    registerApiDocs(api as App, watchApi(api, options.sessionCookie));
    await options.registerRoutes(api as App);
  });
  return app;
}

/**
 * For Fastify's own words, from warnings on. It makes a child for every request, which costs more
 * than the rest of its routing: this one stays as it is.
 */
function toFastifyLogger(log: Logger): FastifyBaseLogger {
  const single: Logger = log.child({}, { level: 'warn' });
  single.child = () => single as never;
  return single;
}

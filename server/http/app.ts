import fastify, {
  type FastifyBaseLogger,
  type FastifySerializerCompiler,
  LogController,
  type RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { NewId } from '#server/ids.ts';
import { AppError } from '#shared/app-error.ts';
import { collectAllowedMethods } from './allowed-methods.ts';
import type { App } from './app-instance.ts';
import { validateInput } from './input-validation.ts';
import { createProblemHandler, pathOf, sendProblem } from './problem-handler.ts';
import { serializeReply } from './reply-serialization.ts';
import { createRequestIds } from './request-id.ts';
import { logRequests } from './request-log.ts';
import { addRouteGuards, type SessionCheck } from './route-guards.ts';
import { createSameOriginCheck } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';

const BODY_LIMIT = 1_048_576;

export interface AppOptions {
  log: Logger;
  /** Where people reach this server, `https://duetide.example`; null: where it listens. */
  publicUrl: string | null;
  /** As Fastify's option of that name: whose `X-Forwarded-*` headers are believed. */
  trustProxy: false | string[];
  sessions: SessionCheck;
  newId: NewId;
  serializeReply?: FastifySerializerCompiler<z.ZodType>;
  /** Everything under `/api` and what else answers programs. */
  registerRoutes(app: App): void | Promise<void>;
}

/** The HTTP side of Duetide, without a port: `listen` or `inject` are the caller's. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { log } = options;
  const app: App = fastify<RawServerDefault>({
    loggerInstance: log as FastifyBaseLogger,
    childLoggerFactory: (parent) => parent,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: createRequestIds(),
    trustProxy: options.trustProxy,
    bodyLimit: BODY_LIMIT,
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 200 },
    frameworkErrors: (error, request, reply) =>
      sendProblem(new AppError('bad-request', { cause: error }), request, reply),
  }).withTypeProvider<ZodTypeProvider>();

  app.setValidatorCompiler(validateInput);
  app.setSerializerCompiler(options.serializeReply ?? serializeReply);
  app.decorateRequest('member', null);
  app.decorateRequest('resourceId', '');

  const constantHeaders = securityHeaders(options.publicUrl?.startsWith('https:') ?? false);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(constantHeaders);
    reply.header('x-request-id', request.id);
    done();
  });
  logRequests(app, log);

  const allowedMethods = collectAllowedMethods(app);
  app.setErrorHandler(createProblemHandler(log));
  app.setNotFoundHandler((request, reply) => {
    const allowed = allowedMethods(pathOf(request.url));
    if (allowed.length === 0) return sendProblem(new AppError('not-found'), request, reply);
    reply.header('allow', allowed.join(', '));
    sendProblem(new AppError('method-not-allowed'), request, reply);
  });

  await app.register(async (api) => {
    addRouteGuards(api, {
      sessions: options.sessions,
      newId: options.newId,
      checkSameOrigin: createSameOriginCheck(options.publicUrl),
      limitRate: () => undefined,
    });
    await options.registerRoutes(api as App);
  });
  return app;
}

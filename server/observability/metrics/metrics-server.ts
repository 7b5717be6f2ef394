import fastify, { type FastifyInstance } from 'fastify';
import {
  createProblemHandler,
  type ProblemLog,
  sendProblem,
} from '#server/http/problem-handler.ts';
import { AppError } from '#shared/app-error.ts';
import { type MetricsRoutesDeps, registerMetricsRoutes } from './metrics-routes.ts';

export interface MetricsServerDeps extends MetricsRoutesDeps {
  log: ProblemLog;
}

/** `GET /metrics` and nothing else, for a port that only those who watch can reach. */
export function createMetricsServer({ log, ...deps }: MetricsServerDeps): FastifyInstance {
  const server = fastify({ bodyLimit: 1, forceCloseConnections: true });
  server.setErrorHandler(createProblemHandler(log));
  server.setNotFoundHandler((request, reply) => {
    sendProblem(new AppError('not-found'), request, reply);
  });
  server.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
    done();
  });
  registerMetricsRoutes(server, deps);
  return server;
}

import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { Counter, Histogram, Metrics } from '#server/observability/metrics/metric-registry.ts';
import { PROBLEMS } from '#shared/problems.ts';

const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;
/** What answers have; what else may come is counted from its first time on. */
const STATUSES = new Set([
  ...[200, 201, 204, 206, 302, 304],
  ...Object.values(PROBLEMS).map(({ status }) => status),
]);

interface RouteMetrics {
  answers: readonly Counter[];
  duration: Histogram;
}

/**
 * Counts and times what is answered, by route: as the route is written, `/api/v1/things/:id`, so
 * that nobody makes more of them. Pages of the app are `page`, all else that leads nowhere `other`.
 */
export function measureRequests(app: FastifyInstance, metrics: Metrics): void {
  const answers = metrics.counter({
    name: 'duetide_http_requests_total',
    help: 'Requests that were answered, by the first digit of the status.',
    labels: ['method', 'route', 'status'],
  });
  const durations = metrics.histogram({
    name: 'duetide_http_request_duration_seconds',
    help: 'From the first byte of a request until its answer was handed over.',
    labels: ['method', 'route'],
    bounds: DURATIONS,
  });
  const responses = metrics.counter({
    name: 'duetide_http_responses_total',
    help: 'Answers of all routes by their status.',
    labels: ['status'],
  });
  const abandoned = metrics
    .counter({
      name: 'duetide_http_requests_abandoned_total',
      help: 'Requests whose sender left before there was an answer. They are in no other figure.',
    })
    .of({});
  const byStatus = new Map<number, Counter>();

  function responsesWith(status: number): Counter {
    const known = byStatus.get(status) ?? responses.of({ status: String(status) });
    byStatus.set(status, known);
    return known;
  }

  function metricsOf(method: string, route: string): RouteMetrics {
    return {
      answers: CLASSES.map((status) => answers.of({ method, route, status })),
      duration: durations.of({ method, route }),
    };
  }

  function record(to: RouteMetrics, { statusCode, elapsedTime }: FastifyReply): void {
    to.answers[Math.floor(statusCode / 100) - 1]?.add();
    to.duration.observe(elapsedTime / 1_000);
    responsesWith(statusCode).add();
  }

  for (const status of STATUSES) responsesWith(status);
  const page = metricsOf('GET', 'page');
  const other = metricsOf('any', 'other');

  app.addHook('onRoute', (route) => {
    const own = metricsOf(methodOf(route), route.url);
    // With the route, so that nothing has to be looked up for a request.
    route.onResponse = [
      ...[route.onResponse ?? []].flat(),
      (_request, reply, done) => {
        record(own, reply);
        done();
      },
    ];
    route.preHandler = [watchSender, ...[route.preHandler ?? []].flat()];
  });

  // Most answers from the cache never come here, and leave nobody the time to leave.
  function watchSender(_request: FastifyRequest, reply: FastifyReply, done: () => void): void {
    const { raw } = reply;
    raw.once('close', () => {
      if (!raw.writableFinished) abandoned.add();
    });
    done();
  }

  app.addHook('onResponse', (request, reply, done) => {
    if (request.is404) record(reply.statusCode < 400 ? page : other, reply);
    done();
  });
}

/** `HEAD` is answered by the route for `GET`, and is told with it. */
function methodOf({ method }: RouteOptions): string {
  const [first = 'GET'] = [method].flat();
  return first === 'HEAD' ? 'GET' : first;
}

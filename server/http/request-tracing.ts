import type { FastifyInstance, FastifyRequest } from 'fastify';
import { loggableFields } from '#server/observability/loggable-fields.ts';
import { readTraceparent } from '#server/observability/tracing/traceparent.ts';
import type { Span, SpanContext } from '#server/observability/tracing/tracer.ts';
import type { Tracing } from '#server/observability/tracing/tracing.ts';

/**
 * A span for each request, named by its route: https://opentelemetry.io/docs/specs/semconv/http/.
 * Has to come before all other hooks, so that what they do is a part of it.
 */
export function traceRequests(app: FastifyInstance, { tracer, countRequest }: Tracing): void {
  const spans = new WeakMap<FastifyRequest, Span>();

  app.addHook('onRequest', (request, _reply, done) => {
    const { method } = request;
    const route = routeOf(request);
    const requestId = loggableId(request.id);
    const span = tracer.start({
      name: route === null ? method : `${method} ${route}`,
      kind: 'server',
      parent: parentOf(request),
      attributes: {
        'http.request.method': method,
        'url.scheme': request.protocol,
        ...(route === null ? {} : { 'http.route': route }),
        ...requestId,
      },
    });
    spans.set(request, span);
    tracer.within(span, done);
  });

  app.addHook('onResponse', (request, reply, done) => {
    const { statusCode: status, elapsedTime } = reply;
    const isFailure = status >= 500;
    countRequest({
      method: request.method,
      route: routeOf(request),
      status,
      scheme: request.protocol,
      seconds: elapsedTime / 1_000,
    });
    const span = spans.get(request);
    if (!span) {
      done();
      return;
    }
    // What others write of it in the log is a part of it.
    tracer.within(span, done);
    span.end({
      attributes: {
        'http.response.status_code': status,
        ...(isFailure && { 'error.type': String(status) }),
      },
      isFailure,
    });
  });
}

/** Callers choose ids, which may look like a secret. */
function loggableId(requestId: string): Record<string, string> {
  const { requestId: id } = loggableFields({ requestId });
  return typeof id === 'string' ? { 'duetide.request.id': id } : {};
}

function routeOf({ is404, routeOptions }: FastifyRequest): string | null {
  return is404 ? null : (routeOptions.url ?? null);
}

/**
 * A proxy that is trusted says who asks, and may say what for. Anybody else could make traces of
 * others longer, or have everything they do handed on.
 */
function parentOf(request: FastifyRequest): SpanContext | null {
  const isFromProxy = request.ip !== request.socket.remoteAddress;
  return isFromProxy ? readTraceparent(request.headers.traceparent) : null;
}

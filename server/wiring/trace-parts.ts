import type { Egress } from '#server/adapters/egress/egress.ts';
import type { OpenRedis } from '#server/adapters/redis/open-redis.ts';
import type { Store } from '#server/adapters/store/store.ts';
import type { StoreConfig } from '#server/config/config.ts';
import type { JobKind } from '#server/jobs/job-kind.ts';
import { traceCalls } from '#server/observability/tracing/traced-calls.ts';
import type { Tracer } from '#server/observability/tracing/tracer.ts';
import type { Tracing } from '#server/observability/tracing/tracing.ts';

interface Traceable {
  config: { readonly store: Pick<StoreConfig, 'kind'> };
  store: Store;
  messaging: { egress: Egress };
}

/** The same parts, which tell whoever follows a request or a job what they were asked. */
export function traceParts<Parts extends Traceable>(
  parts: Parts,
  tracing: Tracing | undefined,
): Parts & { tracing?: Tracing } {
  if (!tracing) return parts;
  const { tracer } = tracing;
  const { messaging } = parts;
  return {
    ...parts,
    tracing,
    store: traceStore(parts.store, parts.config.store.kind, tracer),
    messaging: { ...messaging, egress: traceEgress(messaging.egress, tracer) },
  };
}

/** Before anything is made of it that asks Redis. */
export function traceShared(
  shared: OpenRedis | null,
  tracing: Tracing | undefined,
): OpenRedis | null {
  if (!shared || !tracing) return shared;
  const values = traceCalls(shared.values, tracing.tracer, (operation) => ({
    name: operation,
    kind: 'client',
    attributes: { 'db.system.name': 'redis', 'db.operation.name': operation },
  }));
  return { ...shared, values };
}

/** A span for each attempt at a job, which is the beginning of a trace. */
export function traceJobs(kinds: readonly JobKind[], tracing: Tracing | undefined): JobKind[] {
  if (!tracing) return [...kinds];
  return kinds.map((kind) => ({
    ...kind,
    handle: (payload, run) =>
      tracing.tracer.trace(
        {
          name: `job ${kind.name}`,
          kind: 'consumer',
          parent: null,
          attributes: { 'duetide.job.kind': kind.name, 'duetide.job.attempt': run.attempt },
        },
        () => kind.handle(payload, run),
      ),
  }));
}

/** https://opentelemetry.io/docs/specs/semconv/database/database-spans/, without any values. */
function traceStore(store: Store, system: string, tracer: Tracer): Store {
  const { ping, tidy, close, ...repositories } = store;
  const traced = Object.entries(repositories).map(([repository, methods]) => [
    repository,
    traceCalls(methods as object, tracer, (operation) => ({
      name: `${operation} ${repository}`,
      kind: 'client',
      attributes: {
        'db.system.name': system,
        'db.collection.name': repository,
        'db.operation.name': operation,
      },
    })),
  ]);
  return { ...(Object.fromEntries(traced) as typeof repositories), ping, tidy, close };
}

/** Without the address, which a member may have entered. */
function traceEgress(egress: Egress, tracer: Tracer): Egress {
  return {
    ...egress,
    async request(request) {
      if (!tracer.current()?.isSampled) return egress.request(request);
      const { method } = request;
      const attributes = { 'http.request.method': method };
      return tracer.trace({ name: method, kind: 'client', attributes }, () =>
        egress.request(request),
      );
    },
  };
}

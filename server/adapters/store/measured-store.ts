import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import { AppError } from '#shared/app-error.ts';
import type { Repositories, Store } from './store.ts';

const DURATIONS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const READING = /^(find|list|count|is|has)[A-Z]?/;

type AnyMethod = (...given: unknown[]) => Promise<unknown>;

/** Counts and times every call, as its caller sees it. */
export function measureStore(store: Store, metrics: Metrics): Store {
  const calls = metrics.summary({
    name: 'duetide_database_call_duration_seconds',
    help: 'Calls to the database, by what they are about and do.',
    labels: ['repository', 'operation'],
  });
  const failures = metrics.counter({
    name: 'duetide_database_failures_total',
    help: 'Calls that the database did not answer, was not asked for, or stumbled over.',
    labels: ['repository', 'operation'],
  });
  const durations = metrics.histogram({
    name: 'duetide_database_duration_seconds',
    help: 'Calls to the database of all kinds that read, and that write.',
    labels: ['kind'],
    bounds: DURATIONS,
  });

  function measured(repository: string, operation: string, work: AnyMethod): AnyMethod {
    const calling = calls.of({ repository, operation });
    const failed = failures.of({ repository, operation });
    const together = durations.of({ kind: READING.test(operation) ? 'read' : 'write' });
    return async (...given) => {
      const begun = performance.now();
      try {
        return await work(...given);
      } catch (error) {
        if (isFailure(error)) failed.add();
        throw error;
      } finally {
        const seconds = (performance.now() - begun) / 1_000;
        calling.observe(seconds);
        together.observe(seconds);
      }
    };
  }

  function measureRepository<Name extends keyof Repositories>(name: Name): Repositories[Name] {
    const methods = Object.entries(store[name]).map(([operation, work]) => [
      operation,
      measured(name, operation, work as AnyMethod),
    ]);
    return Object.fromEntries(methods);
  }

  const { ping, tidy, close, ...repositories } = store;
  const names = Object.keys(repositories) as (keyof Repositories)[];
  return {
    ...(Object.fromEntries(
      names.map((name) => [name, measureRepository(name)]),
    ) as unknown as Repositories),
    ping,
    tidy,
    close,
  };
}

/** A conflict and the like are answers of a database that is well. */
function isFailure(error: unknown): boolean {
  return !(error instanceof AppError) || error.code === 'unavailable';
}

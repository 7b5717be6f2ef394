import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import type { SharedValues } from '#server/shared-state/shared-values.ts';

const DURATIONS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25];
type Operation = Exclude<keyof SharedValues, 'close'>;

/** Counts and times every call, also those that are refused because the circuit is open. */
export function measureValues(values: SharedValues, metrics: Metrics): SharedValues {
  const durations = metrics.histogram({
    name: 'duetide_redis_call_duration_seconds',
    help: 'Calls to Redis.',
    labels: ['operation'],
    bounds: DURATIONS,
  });
  const failures = metrics.counter({
    name: 'duetide_redis_failures_total',
    help: 'Calls that Redis did not answer in time, or was not asked for because it is away.',
    labels: ['operation'],
  });

  function measured<Given extends unknown[], Result>(
    operation: Operation,
    call: (...given: Given) => Promise<Result>,
  ): (...given: Given) => Promise<Result> {
    const duration = durations.of({ operation });
    const failed = failures.of({ operation });
    return async (...given) => {
      const begun = performance.now();
      try {
        return await call(...given);
      } catch (error) {
        failed.add();
        throw error;
      } finally {
        duration.observe((performance.now() - begun) / 1_000);
      }
    };
  }

  return {
    getMany: measured('getMany', values.getMany),
    putMany: measured('putMany', values.putMany),
    putIfAbsent: measured('putIfAbsent', values.putIfAbsent),
    increment: measured('increment', values.increment),
    close: values.close,
  };
}

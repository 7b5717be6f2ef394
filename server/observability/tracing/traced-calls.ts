import type { SpanStart, Tracer } from './tracer.ts';

type AnyCall = (...given: unknown[]) => unknown;

/**
 * The same object, each of whose methods that answers later is a span of whatever request or job it
 * is called in. Outside of any, as while waiting for something to do, there is nothing to follow.
 */
export function traceCalls<Service extends object>(
  service: Service,
  tracer: Tracer,
  startOf: (operation: string) => SpanStart,
): Service {
  const calls = Object.entries(service).map(([operation, work]) => {
    if (typeof work !== 'function') return [operation, work];
    const start = startOf(operation);
    const call = work as AnyCall;
    const traced: AnyCall = (...given) => {
      if (!tracer.current()?.isSampled) return call(...given);
      return tracer.trace(start, async () => call(...given));
    };
    return [operation, traced];
  });
  return Object.fromEntries(calls);
}

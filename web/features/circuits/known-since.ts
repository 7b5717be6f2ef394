import type { HistoryMark } from '#shared/schemas/history-schemas.ts';
import type { CircuitTimeline } from '#shared/schemas/operation-schemas.ts';

/**
 * From when on it is known how dependencies were, in milliseconds: the first start of an instance,
 * or the first trouble if that was told of before. Before it nobody asked them for anything.
 */
export function knownSince(
  marks: readonly Pick<HistoryMark, 'at' | 'kind' | 'instanceId'>[],
  timelines: readonly Pick<CircuitTimeline, 'spans'>[],
): number {
  const starts = marks.filter(({ kind }) => kind === 'start');
  const started = new Set(starts.map(({ instanceId }) => instanceId));
  const isOlder = marks.some(({ instanceId }) => !started.has(instanceId));
  if (isOlder || starts.length === 0) return Number.NEGATIVE_INFINITY;
  const troubles = timelines.flatMap(({ spans }) =>
    spans.filter(({ state }) => state !== 'closed').map(({ from }) => from),
  );
  return Math.min(...[...starts.map(({ at }) => at), ...troubles].map((at) => Date.parse(at)));
}

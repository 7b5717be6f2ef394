import type { CircuitEvent, CircuitState } from './circuit-event-repository.ts';

/** `open` also while it is being probed: nobody who needs it gets through. */
export type SpanState = Exclude<CircuitState, 'half-open'>;

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly state: SpanState;
}

export interface SpanInput {
  /** Milliseconds. */
  from: number;
  to: number;
  /** The turns of one circuit, ascending; of an instance only the last before `from` matters. */
  turns: readonly CircuitEvent[];
  /** When an instance was gone, in milliseconds; null while it is there. */
  goneAt(instanceId: string): number | null;
}

/** The worst first: what failed in one instance matters more than what was held back in another. */
const RANKS: readonly SpanState[] = ['open', 'isolated', 'closed'];

/** How the circuit was from `from` to `to`, without gaps: in its worst state in any instance. */
export function circuitSpans({ from, to, turns, goneAt }: SpanInput): Span[] {
  const troubles = [...Map.groupBy(turns, ({ instanceId }) => instanceId)].flatMap(
    ([instanceId, own]) => spansOf(own, Math.min(goneAt(instanceId) ?? to, to)),
  );
  const within = troubles
    .map((span) => ({ ...span, from: Math.max(span.from, from) }))
    .filter((span) => span.to > span.from && span.state !== 'closed');
  const borders = [...new Set([from, to, ...within.flatMap((span) => [span.from, span.to])])];
  borders.sort((left, right) => left - right);
  return joined(
    borders.slice(0, -1).map((begin, at) => {
      const end = borders[at + 1] ?? to;
      const states = within
        .filter((span) => span.from <= begin && span.to >= end)
        .map(({ state }) => state);
      return {
        from: begin,
        to: end,
        state: RANKS.find((rank) => states.includes(rank)) ?? 'closed',
      };
    }),
  );
}

/** At most `most` of them: where they are narrower, the worst of each slot stands for it. */
export function coarserSpans(spans: readonly Span[], most: number): Span[] {
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last || spans.length <= most) return [...spans];
  const width = (last.to - first.from) / most;
  // One sum for the end of a slot and the beginning of the next: they are one border.
  const border = (at: number) => (at === most ? last.to : first.from + at * width);
  const worst: SpanState[] = Array.from({ length: most }, () => 'closed');
  for (const span of spans) {
    const begin = Math.floor((span.from - first.from) / width);
    const end = Math.min(most, Math.ceil((span.to - first.from) / width));
    for (let at = begin; at < end; at += 1) {
      if (RANKS.indexOf(span.state) < RANKS.indexOf(worst[at] ?? 'closed')) worst[at] = span.state;
    }
  }
  return joined(worst.map((state, at) => ({ from: border(at), to: border(at + 1), state })));
}

/** Of one instance, whose end is `end`. What came before the first turn is told by where it came from. */
function spansOf(turns: readonly CircuitEvent[], end: number): Span[] {
  const spans = turns.map(({ at, toState }, place): Span => {
    const next = turns[place + 1];
    return { from: Date.parse(at), to: next ? Date.parse(next.at) : end, state: shown(toState) };
  });
  const [first] = turns;
  if (!first) return [];
  return [{ from: 0, to: Date.parse(first.at), state: shown(first.fromState) }, ...spans];
}

function shown(state: CircuitState): SpanState {
  return state === 'half-open' ? 'open' : state;
}

function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last?.state === span.state) result[result.length - 1] = { ...last, to: span.to };
    else result.push(span);
  }
  return result;
}

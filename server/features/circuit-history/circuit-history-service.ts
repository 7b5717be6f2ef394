import { type Clock, instantOf } from '#server/clock.ts';
import { invalidInput } from '#server/invalid-input.ts';
import type { CircuitBoard } from '#server/observability/circuit-board.ts';
import { cutPage, readInstantCursor } from '#server/rows/instant-cursor.ts';
import type {
  CircuitEventView,
  CircuitHistory,
  CircuitTimeline,
} from '#shared/schemas/operation-schemas.ts';
import type { CircuitEvent, CircuitEventRepository } from './circuit-event-repository.ts';
import { circuitSpans, coarserSpans, type Span, type SpanState } from './circuit-spans.ts';

export interface CircuitHistoryDeps {
  events: Pick<CircuitEventRepository, 'list'>;
  circuits: Pick<CircuitBoard, 'list'>;
  clock: Clock;
  /** When instances that are gone were seen last, in milliseconds by id. */
  goneInstances(): Promise<ReadonlyMap<string, number>>;
}

export interface CircuitHistoryRequest {
  from: string;
  to: string;
  name?: string | undefined;
  every: 'turn' | 'change';
  cursor?: string | undefined;
  limit: number;
}

/** More than a page can show, few enough to be read at once. */
const MOST_TURNS = 5_000;
/** Of each circuit before the period: enough for a word from each of some instances. */
const TURNS_BEFORE = 20;
const MOST_SPANS = 400;
const BEGINNING = instantOf(0);

export function createCircuitHistory({
  events,
  circuits,
  clock,
  goneInstances,
}: CircuitHistoryDeps) {
  async function timelines(from: string, to: string, name: string | undefined) {
    const period = { from, to, circuit: name, turnsOnly: true };
    const found = await events.list({ ...period, limit: MOST_TURNS });
    const oldest = found.length < MOST_TURNS ? undefined : found.at(-1)?.at;
    const knownFrom = oldest ?? from;
    const listed = circuits.list().map((circuit) => circuit.name);
    const names = [...new Set([...listed, ...found.map(({ circuit }) => circuit)])].filter(
      (each) => name === undefined || each === name,
    );
    const gone = await goneInstances();
    const made = names.map(async (circuit): Promise<CircuitTimeline> => {
      const before = await events.list({
        from: BEGINNING,
        to: from,
        circuit,
        turnsOnly: true,
        limit: TURNS_BEFORE,
      });
      const within = found.filter((event) => event.circuit === circuit);
      const spans = circuitSpans({
        from: Date.parse(knownFrom),
        to: Date.parse(to),
        turns: [...within, ...before].reverse(),
        goneAt: (instanceId) => gone.get(instanceId) ?? null,
      });
      return {
        name: circuit,
        trips: within.filter(
          ({ fromState, toState }) => fromState === 'closed' && toState === 'open',
        ).length,
        openSeconds: secondsIn(spans, 'open'),
        isolatedSeconds: secondsIn(spans, 'isolated'),
        spans: coarserSpans(spans, MOST_SPANS).map((span) => ({
          state: span.state,
          from: instantOf(span.from),
          to: instantOf(span.to),
        })),
      };
    });
    return { knownFrom, timelines: await Promise.all(made) };
  }

  return {
    /** @throws AppError `invalid-input` for a period that does not begin before its end and now. */
    async read(request: CircuitHistoryRequest): Promise<CircuitHistory> {
      const { name, every, cursor, limit } = request;
      const from = instantOf(Date.parse(request.from));
      const to = instantOf(Math.min(Date.parse(request.to), clock.now()));
      if (from >= to) throw invalidInput('/query/from', 'must be before `to`, and in the past');
      const found = await events.list({
        from,
        to,
        circuit: name,
        turnsOnly: every === 'turn',
        after: cursor === undefined ? undefined : readInstantCursor(cursor),
        limit: limit + 1,
      });
      const { items, nextCursor } = cutPage(found, limit, (event) => event);
      const strips =
        cursor === undefined ? await timelines(from, to, name) : { knownFrom: from, timelines: [] };
      return { from, to, ...strips, items: items.map(toView), nextCursor };
    },
  };
}

function secondsIn(spans: readonly Span[], state: SpanState): number {
  const milliseconds = spans
    .filter((span) => span.state === state)
    .reduce((sum, span) => sum + span.to - span.from, 0);
  return milliseconds / 1_000;
}

function toView(event: CircuitEvent): CircuitEventView {
  const { isTurn: _, fromState: from, toState: to, ...rest } = event;
  return { ...rest, from, to };
}

import { type Clock, instantOf } from '#server/clock.ts';
import type { CircuitBoard } from '#server/observability/circuit-board.ts';
import { AppError } from '#shared/app-error.ts';
import type { CircuitEventRepository, CircuitOrder } from './circuit-event-repository.ts';

export interface CircuitOrdersDeps {
  events: Pick<CircuitEventRepository, 'listOrders' | 'putOrder'>;
  circuits: Pick<CircuitBoard, 'find'>;
  clock: Clock;
}

interface Hold {
  readonly until: string;
  release(): void;
}

const MINUTE = 60_000;
/** Without it nobody could be let in who would give it back. */
const NEVER_ISOLATED = 'database';

export type CircuitOrders = ReturnType<typeof createCircuitOrders>;

/**
 * What operators want of circuits, in every instance: each reads the orders now and then. An
 * isolation always has an end, since whoever made it may forget it.
 */
export function createCircuitOrders({ events, circuits, clock }: CircuitOrdersDeps) {
  const holds = new Map<string, Hold>();
  /** What this instance did already, by circuit. Orders from before its start are no news to it. */
  const seen = new Map<string, string>();
  const startedAt = instantOf(clock.now());

  function endHold(name: string): void {
    holds.get(name)?.release();
    holds.delete(name);
  }

  function endWhatIsOver(): void {
    const now = instantOf(clock.now());
    for (const [name, { until }] of holds) if (until <= now) endHold(name);
  }

  function apply({ circuit: name, act, at, until }: CircuitOrder): void {
    const circuit = circuits.find(name);
    if (!circuit || at <= (seen.get(name) ?? '')) return;
    seen.set(name, at);
    const before = holds.get(name);
    if (act === 'isolate' && until && until > instantOf(clock.now())) {
      holds.set(name, { until, release: circuit.isolate() });
      before?.release();
      return;
    }
    endHold(name);
    if (act === 'reset' && at >= startedAt) circuit.reset();
  }

  function known(name: string): void {
    if (!circuits.find(name)) throw new AppError('not-found');
  }

  async function give(order: CircuitOrder): Promise<void> {
    await events.putOrder(order);
    apply(order);
  }

  /** Later than the last one also when the clock was put back: otherwise it would be no news. */
  function newInstant(name: string): string {
    const last = Date.parse(seen.get(name) ?? startedAt);
    return instantOf(Math.max(clock.now(), last + 1));
  }

  return {
    /** Until when it is kept from being asked; null where it is not. */
    heldUntil: (name: string): string | null => holds.get(name)?.until ?? null,
    mayIsolate: (name: string): boolean => name !== NEVER_ISOLATED,

    /** @throws AppError `not-found`; `conflict` for what nothing works without. */
    async isolate(name: string, minutes: number): Promise<void> {
      known(name);
      if (name === NEVER_ISOLATED) {
        throw new AppError('conflict', {
          detail: 'Without its database nothing works here, and nobody could end the isolation',
        });
      }
      const until = instantOf(clock.now() + minutes * MINUTE);
      await give({ circuit: name, act: 'isolate', at: newInstant(name), until });
    },

    /** Ends an isolation, and lets the next call find out how it is. @throws AppError `not-found` */
    async reset(name: string): Promise<void> {
      known(name);
      await give({ circuit: name, act: 'reset', at: newInstant(name), until: null });
    },

    /** Does what was ordered elsewhere. What is over ends also while the orders cannot be read. */
    async follow(): Promise<void> {
      endWhatIsOver();
      for (const order of await events.listOrders()) apply(order);
    },
  };
}

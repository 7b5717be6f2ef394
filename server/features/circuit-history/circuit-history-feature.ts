import { type Clock, instantOf } from '#server/clock.ts';
import type { App } from '#server/http/app-instance.ts';
import type { NewId } from '#server/ids.ts';
import type { CircuitBoard } from '#server/observability/circuit-board.ts';
import type { RecordKeepers } from '#server/resilience/record-keeper.ts';
import type { CircuitEventRepository } from './circuit-event-repository.ts';
import { createCircuitHistory } from './circuit-history-service.ts';
import { createCircuitOrders } from './circuit-orders.ts';
import { recordCircuits } from './circuit-recorder.ts';
import { registerCircuitRoutes } from './circuit-routes.ts';

export interface CircuitHistoryFeatureDeps {
  circuits: CircuitBoard;
  events: CircuitEventRepository;
  keepers: RecordKeepers;
  clock: Clock;
  newId: NewId;
  instanceId: string;
  goneInstances(): Promise<ReadonlyMap<string, number>>;
}

const DAY = 24 * 60 * 60 * 1_000;
/** 13 months, so that a month can be compared with the one a year before. */
const KEPT_DAYS = 397;
/** Some 50 MB: a dependency that fails for days makes an event every few seconds. */
const MOST_EVENTS = 200_000;

/** What happens to the circuits of all instances, kept, shown, and changed by operators. */
export function createCircuitHistoryFeature(deps: CircuitHistoryFeatureDeps) {
  const { circuits, events, keepers, clock } = deps;
  const keeper = keepers.of('circuit-events', events.insertNew);
  recordCircuits({ ...deps, keep: (event) => void keeper.add(event) });
  const orders = createCircuitOrders({ events, circuits, clock });
  const history = createCircuitHistory(deps);

  return {
    follow: orders.follow,
    purge: () => events.purge(instantOf(clock.now() - KEPT_DAYS * DAY), MOST_EVENTS),
    registerRoutes: (app: App) => registerCircuitRoutes(app, { circuits, orders, history }),
  };
}

import type { App } from '#server/http/app-instance.ts';
import type { CircuitBoard, CircuitRecord } from '#server/observability/circuit-board.ts';
import { AppError } from '#shared/app-error.ts';
import {
  type CircuitView,
  circuitHistoryQuery,
  circuitHistorySchema,
  circuitParams,
  circuitSchema,
  circuitsSchema,
  isolateCircuitSchema,
} from '#shared/schemas/operation-schemas.ts';
import { noBodySchema } from '#shared/schemas/primitives.ts';
import type { createCircuitHistory } from './circuit-history-service.ts';
import type { CircuitOrders } from './circuit-orders.ts';

export interface CircuitRouteDeps {
  circuits: Pick<CircuitBoard, 'list'>;
  orders: CircuitOrders;
  history: ReturnType<typeof createCircuitHistory>;
}

const tags = ['operator'];
const config = { access: 'operator' } as const;

/** For whoever runs the installation. */
export function registerCircuitRoutes(
  app: App,
  { circuits, orders, history }: CircuitRouteDeps,
): void {
  const toView = (record: CircuitRecord): CircuitView => ({
    ...record,
    heldUntil: orders.heldUntil(record.name),
    mayIsolate: orders.mayIsolate(record.name),
  });

  function viewOf(name: string): CircuitView {
    const record = circuits.list().find((circuit) => circuit.name === name);
    if (!record) throw new AppError('not-found');
    return toView(record);
  }

  app.get(
    '/api/v1/operator/circuits',
    {
      config,
      schema: {
        tags,
        summary: 'How what this instance depends on is doing',
        description:
          'One circuit for each: database, cache, mail. While it is open nothing is asked of it. ' +
          'Every instance has circuits of its own.',
        response: { 200: circuitsSchema },
      },
    },
    async () => ({ items: circuits.list().map(toView), nextCursor: null }),
  );

  app.get(
    '/api/v1/operator/circuits/history',
    {
      config,
      schema: {
        tags,
        summary: 'How circuits were, in all instances: timelines, and what happened, newest first',
        querystring: circuitHistoryQuery,
        response: { 200: circuitHistorySchema },
      },
    },
    async ({ query }) => history.read(query),
  );

  app.post(
    '/api/v1/operator/circuits/:name/isolate',
    {
      config,
      schema: {
        tags,
        summary: 'Ask nothing of it for a while, in every instance',
        description:
          'This instance obeys at once, others within 10 seconds. The database cannot be isolated.',
        params: circuitParams,
        body: isolateCircuitSchema,
        response: { 200: circuitSchema },
      },
    },
    async ({ params: { name }, body: { minutes } }) => {
      await orders.isolate(name, minutes);
      return viewOf(name);
    },
  );

  app.post(
    '/api/v1/operator/circuits/:name/reset',
    {
      config,
      schema: {
        tags,
        summary: 'End an isolation, and let the next call find out how it is, in every instance',
        description: 'This instance obeys at once, others within 10 seconds.',
        params: circuitParams,
        body: noBodySchema,
        response: { 200: circuitSchema },
      },
    },
    async ({ params: { name } }) => {
      await orders.reset(name);
      return viewOf(name);
    },
  );
}

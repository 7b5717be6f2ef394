import type { App } from '#server/http/app-instance.ts';
import type { CircuitBoard } from '#server/observability/circuit-board.ts';
import { circuitsSchema } from '#shared/schemas/operation-schemas.ts';

/** For whoever runs the installation. */
export function registerCircuitRoutes(
  app: App,
  { circuits }: { circuits: Pick<CircuitBoard, 'list'> },
): void {
  app.get(
    '/api/v1/operator/circuits',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['operator'],
        summary: 'How what this instance depends on is doing',
        description:
          'One circuit for each: database, cache, mail. While it is open nothing is asked of it. ' +
          'Every instance has circuits of its own.',
        response: { 200: circuitsSchema },
      },
    },
    async () => ({ items: circuits.list(), nextCursor: null }),
  );
}

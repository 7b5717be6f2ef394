import type { App } from '#server/http/app-instance.ts';
import { AppError } from '#shared/app-error.ts';
import { emptySchema } from '#shared/schemas/primitives.ts';

export interface DatabaseRouteDeps {
  /** Null where the database is a file. */
  rotation: { rotate(): Promise<void> } | null;
}

/** For whoever runs the installation. */
export function registerDatabaseRoutes(app: App, { rotation }: DatabaseRouteDeps): void {
  app.post(
    '/api/v1/operator/database/reconnect',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['operator'],
        summary: 'Connect to the database anew',
        description:
          'With the connection string that MONGODB_URI_FILE holds now. Requests under way end on ' +
          'the old connection. If the new one cannot be made, nothing changes.',
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      if (!rotation) {
        throw new AppError('conflict', {
          detail: 'The database is a file: there is no connection to replace',
        });
      }
      await rotation.rotate().catch((error: Error) => {
        request.log.error({ reason: error.message }, 'database connection not replaced');
        throw new AppError('conflict', { detail: error.message, cause: error });
      });
      return reply.code(204).send();
    },
  );
}

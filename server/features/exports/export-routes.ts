import { z } from 'zod';
import type { App } from '#server/http/app-instance.ts';
import { memberOf } from '#server/http/request-context.ts';
import { exportQuery } from '#shared/schemas/import-schemas.ts';
import type { ExportService } from './export-service.ts';

export function registerExportRoutes(app: App, { exports }: { exports: ExportService }) {
  app.get(
    '/api/v1/export',
    {
      schema: {
        tags: ['imports'],
        summary: 'The household as a file: JSON with everything, or CSV with the subscriptions',
        querystring: exportQuery,
        produces: ['application/json', 'text/csv'],
        response: { 200: z.unknown().meta({ description: 'The file' }) },
      },
    },
    async (request, reply) => {
      const { name, mediaType, content } = await exports.write(
        memberOf(request),
        request.query.format,
      );
      return reply
        .header('content-type', mediaType)
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(content);
    },
  );
}

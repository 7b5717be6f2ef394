import multipart from '@fastify/multipart';
import { z } from 'zod';
import type { App } from '#server/http/app-instance.ts';
import { memberOf } from '#server/http/request-context.ts';
import {
  commitImportSchema,
  importPreviewSchema,
  importResultSchema,
} from '#shared/schemas/import-schemas.ts';
import { idParams } from '#shared/schemas/primitives.ts';
import type { ImportService } from './import-service.ts';
import { readUpload, UPLOAD_LIMITS } from './read-upload.ts';

const ADDRESS = '/api/v1/imports';
const tags = ['imports'];

/** Only describes the body: it is read as a stream, part by part. */
const uploadSchema = z.unknown().meta({
  type: 'object',
  required: ['file'],
  properties: {
    file: {
      description:
        'One file; or two parts of this name: the subscriptions and currencies of Wallos’s API',
      type: 'string',
      format: 'binary',
    },
  },
});

export function registerImportRoutes(app: App, { imports }: { imports: ImportService }) {
  app.register(async (upload: App) => {
    upload.removeAllContentTypeParsers();
    await upload.register(multipart, { limits: UPLOAD_LIMITS });
    upload.post(
      ADDRESS,
      {
        schema: {
          tags,
          summary: 'Read a file and say what would be imported',
          description:
            'Takes exports of Duetide (JSON, CSV) and Wallos (JSON, CSV, the answers of its API), recognised by their content; at most 4 MiB and 10,000 rows. Nothing is imported before the commit; the preview is kept for 24 hours.',
          consumes: ['multipart/form-data'],
          body: uploadSchema,
          response: { 201: importPreviewSchema },
        },
      },
      async (request, reply) => {
        const files = await readUpload(request);
        const preview = await imports.preview(memberOf(request), request.resourceId, files);
        return reply.code(201).header('location', `${ADDRESS}/${preview.id}`).send(preview);
      },
    );
  });

  app.get(
    `${ADDRESS}/:id`,
    {
      config: { access: 'member' },
      schema: {
        tags,
        summary: 'The preview again, and how far its commit has come',
        params: idParams,
        response: { 200: importPreviewSchema },
      },
    },
    (request) => imports.get(memberOf(request), request.params.id),
  );

  app.post(
    `${ADDRESS}/:id/commit`,
    {
      schema: {
        tags,
        summary: 'Import what the preview showed',
        description:
          'May be repeated: an interrupted commit is resumed, with the same answers or none, and a finished one gives the same result. No row is stored twice.',
        params: idParams,
        body: commitImportSchema,
        response: { 200: importResultSchema },
      },
    },
    (request) => imports.commit(memberOf(request), request.params.id, request.body),
  );
}

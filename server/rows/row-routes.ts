import type { FastifyTypeProviderDefault } from 'fastify';
import type { z } from 'zod';
import type { App } from '#server/http/app-instance.ts';
import { resourceTag } from '#server/http/content-tag.ts';
import { expectedVersion } from '#server/http/etag.ts';
import { memberOf } from '#server/http/request-context.ts';
import { emptySchema, idParams, noBodySchema, pagedQuery } from '#shared/schemas/primitives.ts';
import type { Page, PageRequest } from './page.ts';
import type { RowPatch, RowService, RowView } from './row-service.ts';

export interface RowRoutes<Fields extends object> {
  /** `/api/v1/categories` */
  address: string;
  /** What one is called after "a", and all of them together. */
  one: string;
  many: string;
  rows: RowService<Fields>;
  schemas: {
    create: z.ZodType<Fields>;
    patch: z.ZodType<RowPatch<Fields>>;
    row: z.ZodType<RowView<Fields>>;
    page: z.ZodType<Page<RowView<Fields>>>;
  };
}

interface OneRow {
  Params: { id: string };
}

/** The usual routes over a {@link RowService}: list, add, read, change, put into the trash, restore. */
export function registerRowRoutes<Fields extends object>(
  app: App,
  { address, one, many, rows, schemas }: RowRoutes<Fields>,
): void {
  const tags = [many];
  // What the schemas let through cannot be inferred while `Fields` is not known: it is said below.
  const routes = app.withTypeProvider<FastifyTypeProviderDefault>();

  routes.get<{ Querystring: PageRequest }>(
    address,
    {
      config: { isCached: true },
      schema: {
        tags,
        summary: `The ${many} of the household, by name`,
        querystring: pagedQuery,
        response: { 200: schemas.page },
      },
    },
    (request) => rows.list(memberOf(request), request.query),
  );

  routes.post(
    address,
    {
      schema: {
        tags,
        summary: `Add a ${one}`,
        body: schemas.create,
        response: { 201: schemas.row },
      },
    },
    async (request, reply) => {
      const made = await rows.create(memberOf(request), request.resourceId, request.body as Fields);
      reply.header('location', `${address}/${made.id}`).header('etag', resourceTag(made));
      return reply.code(201).send(made);
    },
  );

  routes.get<OneRow>(
    `${address}/:id`,
    {
      config: { isCached: true },
      schema: { tags, summary: `One ${one}`, params: idParams, response: { 200: schemas.row } },
    },
    (request) => rows.get(memberOf(request), request.params.id),
  );

  routes.patch<OneRow>(
    `${address}/:id`,
    {
      schema: {
        tags,
        summary: `Change a ${one}`,
        params: idParams,
        body: schemas.patch,
        response: { 200: schemas.row },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      const changed = await rows.patch(memberOf(request), target, request.body as RowPatch<Fields>);
      reply.header('etag', resourceTag(changed));
      return changed;
    },
  );

  routes.delete<OneRow>(
    `${address}/:id`,
    {
      schema: {
        tags,
        summary: `Put a ${one} into the trash`,
        description: 'What refers to it reads as having none, until `restore` brings it back.',
        params: idParams,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      await rows.remove(memberOf(request), target);
      return reply.code(204).send();
    },
  );

  routes.post<OneRow>(
    `${address}/:id/restore`,
    {
      schema: {
        tags,
        summary: `Take a ${one} out of the trash`,
        description: 'What is not in the trash is left as it is.',
        params: idParams,
        body: noBodySchema,
        response: { 200: schemas.row },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      const restored = await rows.restore(memberOf(request), target);
      reply.header('etag', resourceTag(restored));
      return restored;
    },
  );
}

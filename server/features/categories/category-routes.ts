import type { App } from '#server/http/app-instance.ts';
import { resourceTag } from '#server/http/content-tag.ts';
import { expectedVersion } from '#server/http/etag.ts';
import { memberOf } from '#server/http/request-context.ts';
import {
  categoryPageSchema,
  categorySchema,
  createCategorySchema,
  patchCategorySchema,
} from '#shared/schemas/household-schemas.ts';
import { emptySchema, idParams, noBodySchema, pagedQuery } from '#shared/schemas/primitives.ts';
import type { CategoryService } from './category-service.ts';

const ADDRESS = '/api/v1/categories';
const tags = ['categories'];

export function registerCategoryRoutes(
  app: App,
  { categories }: { categories: CategoryService },
): void {
  app.get(
    ADDRESS,
    {
      config: { isCached: true },
      schema: {
        tags,
        summary: 'The categories of the household, by name',
        querystring: pagedQuery,
        response: { 200: categoryPageSchema },
      },
    },
    (request) => categories.list(memberOf(request), request.query),
  );

  app.post(
    ADDRESS,
    {
      schema: {
        tags,
        summary: 'Add a category',
        body: createCategorySchema,
        response: { 201: categorySchema },
      },
    },
    async (request, reply) => {
      const made = await categories.create(memberOf(request), request.resourceId, request.body);
      reply.header('location', `${ADDRESS}/${made.id}`).header('etag', resourceTag(made));
      return reply.code(201).send(made);
    },
  );

  app.get(
    `${ADDRESS}/:id`,
    {
      config: { isCached: true },
      schema: {
        tags,
        summary: 'One category',
        params: idParams,
        response: { 200: categorySchema },
      },
    },
    (request) => categories.get(memberOf(request), request.params.id),
  );

  app.patch(
    `${ADDRESS}/:id`,
    {
      schema: {
        tags,
        summary: 'Change a category',
        params: idParams,
        body: patchCategorySchema,
        response: { 200: categorySchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      const changed = await categories.patch(memberOf(request), target, request.body);
      reply.header('etag', resourceTag(changed));
      return changed;
    },
  );

  app.delete(
    `${ADDRESS}/:id`,
    {
      schema: {
        tags,
        summary: 'Put a category into the trash',
        description: 'What refers to it reads as having none, until `restore` brings it back.',
        params: idParams,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      await categories.remove(memberOf(request), target);
      return reply.code(204).send();
    },
  );

  app.post(
    `${ADDRESS}/:id/restore`,
    {
      schema: {
        tags,
        summary: 'Take a category out of the trash',
        description: 'What is not in the trash is left as it is.',
        params: idParams,
        body: noBodySchema,
        response: { 200: categorySchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      const restored = await categories.restore(memberOf(request), target);
      reply.header('etag', resourceTag(restored));
      return restored;
    },
  );
}

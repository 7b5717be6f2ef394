import type { App } from '#server/http/app-instance.ts';
import { resourceTag } from '#server/http/content-tag.ts';
import { expectedVersion } from '#server/http/etag.ts';
import { memberOf } from '#server/http/request-context.ts';
import {
  budgetPageSchema,
  budgetSchema,
  createBudgetSchema,
  patchBudgetSchema,
} from '#shared/schemas/budget-schemas.ts';
import { emptySchema, idParams, noBodySchema, pagedQuery } from '#shared/schemas/primitives.ts';
import type { BudgetService } from './budget-service.ts';

const BUDGETS = '/api/v1/budgets';
const tags = ['budgets'];
const isCached = true;

export function registerBudgetRoutes(app: App, { budgets }: { budgets: BudgetService }): void {
  app.get(
    BUDGETS,
    {
      config: { isCached },
      schema: {
        tags,
        summary: 'The budgets of the household, by name, and how each of them stands',
        description:
          'What counts is what the calendar lists on the days of the period, converted into the ' +
          'currency of the limit. What cannot be converted is left out, and listed.',
        querystring: pagedQuery,
        response: { 200: budgetPageSchema },
      },
    },
    (request) => budgets.list(memberOf(request), request.query),
  );

  app.post(
    BUDGETS,
    {
      schema: {
        tags,
        summary: 'Add a budget',
        body: createBudgetSchema,
        response: { 201: budgetSchema },
      },
    },
    async (request, reply) => {
      const made = await budgets.create(memberOf(request), request.resourceId, request.body);
      reply.header('location', `${BUDGETS}/${made.id}`).header('etag', resourceTag(made));
      return reply.code(201).send(made);
    },
  );

  app.get(
    `${BUDGETS}/:id`,
    {
      config: { isCached },
      schema: { tags, summary: 'One budget', params: idParams, response: { 200: budgetSchema } },
    },
    (request) => budgets.get(memberOf(request), request.params.id),
  );

  app.patch(
    `${BUDGETS}/:id`,
    {
      schema: {
        tags,
        summary: 'Change a budget',
        params: idParams,
        body: patchBudgetSchema,
        response: { 200: budgetSchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      const changed = await budgets.patch(memberOf(request), target, request.body);
      reply.header('etag', resourceTag(changed));
      return changed;
    },
  );

  app.delete(
    `${BUDGETS}/:id`,
    {
      schema: {
        tags,
        summary: 'Put a budget into the trash',
        description: 'From there `restore` brings it back for 30 days.',
        params: idParams,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      await budgets.remove(memberOf(request), target);
      return reply.code(204).send();
    },
  );

  app.post(
    `${BUDGETS}/:id/restore`,
    {
      schema: {
        tags,
        summary: 'Take a budget out of the trash',
        description: 'What is not in the trash is left as it is.',
        params: idParams,
        body: noBodySchema,
        response: { 200: budgetSchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      const restored = await budgets.restore(memberOf(request), target);
      reply.header('etag', resourceTag(restored));
      return restored;
    },
  );
}

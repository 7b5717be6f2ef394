import type { App } from '#server/http/app-instance.ts';
import { resourceTag } from '#server/http/content-tag.ts';
import { expectedVersion } from '#server/http/etag.ts';
import { memberOf } from '#server/http/request-context.ts';
import { emptySchema, idParams } from '#shared/schemas/primitives.ts';
import {
  createSubscriptionSchema,
  listSubscriptionsQuery,
  patchSubscriptionSchema,
  rangeQuery,
  scheduleSchema,
  subscriptionPageSchema,
  subscriptionSchema,
} from '#shared/schemas/subscription-schemas.ts';
import type { SubscriptionService } from './subscription-service.ts';

export const SUBSCRIPTIONS = '/api/v1/subscriptions';
const tags = ['subscriptions'];

export function registerSubscriptionRoutes(
  app: App,
  { subscriptions }: { subscriptions: SubscriptionService },
): void {
  app.get(
    SUBSCRIPTIONS,
    {
      config: { isCached: true },
      schema: {
        tags,
        summary: 'What the household pays for',
        description:
          '`q` looks for each of its words in name and notes, without regard to case and accents. ' +
          'Sorted by `monthlyCost`, amounts are compared in the base currency; what cannot be ' +
          'converted comes after what can, what has no such value last.',
        querystring: listSubscriptionsQuery,
        response: { 200: subscriptionPageSchema },
      },
    },
    (request) => subscriptions.list(memberOf(request), request.query),
  );

  app.post(
    SUBSCRIPTIONS,
    {
      schema: {
        tags,
        summary: 'Add a subscription',
        body: createSubscriptionSchema,
        response: { 201: subscriptionSchema },
      },
    },
    async (request, reply) => {
      const made = await subscriptions.create(memberOf(request), request.resourceId, request.body);
      reply.header('location', `${SUBSCRIPTIONS}/${made.id}`).header('etag', resourceTag(made));
      return reply.code(201).send(made);
    },
  );

  app.get(
    `${SUBSCRIPTIONS}/:id`,
    {
      config: { isCached: true },
      schema: {
        tags,
        summary: 'One subscription',
        params: idParams,
        response: { 200: subscriptionSchema },
      },
    },
    (request) => subscriptions.get(memberOf(request), request.params.id),
  );

  app.patch(
    `${SUBSCRIPTIONS}/:id`,
    {
      schema: {
        tags,
        summary: 'Change a subscription',
        description:
          'Moving the anchor moves a first price that begins on it along. A list of prices ' +
          'replaces the whole history.',
        params: idParams,
        body: patchSubscriptionSchema,
        response: { 200: subscriptionSchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      const changed = await subscriptions.patch(memberOf(request), target, request.body);
      reply.header('etag', resourceTag(changed));
      return changed;
    },
  );

  app.delete(
    `${SUBSCRIPTIONS}/:id`,
    {
      schema: {
        tags,
        summary: 'Put a subscription into the trash',
        description: 'From there `restore` brings it back for 30 days.',
        params: idParams,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      await subscriptions.remove(memberOf(request), target);
      return reply.code(204).send();
    },
  );

  app.get(
    `${SUBSCRIPTIONS}/:id/schedule`,
    {
      config: { isCached: true },
      schema: {
        tags,
        summary: 'When it falls due, from a date to another at most 10 years later',
        params: idParams,
        querystring: rangeQuery,
        response: { 200: scheduleSchema },
      },
    },
    (request) => subscriptions.schedule(memberOf(request), request.params.id, request.query),
  );
}

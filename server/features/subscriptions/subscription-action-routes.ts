import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { App } from '#server/http/app-instance.ts';
import { resourceTag } from '#server/http/content-tag.ts';
import { expectedVersion } from '#server/http/etag.ts';
import { type Member, memberOf } from '#server/http/request-context.ts';
import { idParams, noBodySchema } from '#shared/schemas/primitives.ts';
import {
  cancelInputSchema,
  pauseInputSchema,
  priceChangeSchema,
  resumeInputSchema,
  type SubscriptionView,
  subscriptionSchema,
} from '#shared/schemas/subscription-schemas.ts';
import { SUBSCRIPTIONS } from './subscription-routes.ts';
import type { SubscriptionService, Target } from './subscription-service.ts';

interface Action<Body extends z.ZodType> {
  name: string;
  summary: string;
  description: string;
  body: Body;
  run(member: Member, target: Target, input: z.output<Body>): Promise<SubscriptionView>;
}

const tags = ['subscriptions'];

export function registerSubscriptionActionRoutes(
  app: App,
  { subscriptions }: { subscriptions: SubscriptionService },
): void {
  registerAction(app, {
    name: 'pause',
    summary: 'Pause it',
    description:
      'Nothing falls due from `from` on, until `until`, the first day on which it runs again; ' +
      'without `until` until further notice. Pauses must not overlap. `resume` with the pause’s ' +
      'first day takes it back.',
    body: pauseInputSchema,
    run: (member, target, input) => subscriptions.pause(member, target, input),
  });

  registerAction(app, {
    name: 'resume',
    summary: 'End a pause, or withdraw a cancellation',
    description:
      'Of a cancelled subscription the cancellation is withdrawn; if its access had ended before ' +
      '`on`, the time between becomes a pause, as nothing was charged then. Otherwise the pause ' +
      'that holds on `on` ends there; one that began on that very day is removed. `on` is today ' +
      'unless said otherwise. What runs already is left as it is.',
    body: resumeInputSchema.nullable(),
    run: (member, target, input) => subscriptions.resume(member, target, input?.on),
  });

  registerAction(app, {
    name: 'cancel',
    summary: 'Cancel it',
    description:
      '`on` is today unless said otherwise; access lasts until the day before the next charge ' +
      'unless `accessUntil` says otherwise. Cancelling again changes the dates; `resume` takes it ' +
      'back.',
    body: cancelInputSchema.nullable(),
    run: (member, target, input) => subscriptions.cancel(member, target, input ?? {}),
  });

  registerAction(app, {
    name: 'price',
    summary: 'Record a new price',
    description:
      'From a day in the past, or announced for the future. A price that begins on the same day ' +
      'is replaced; the others stay.',
    body: priceChangeSchema,
    run: (member, target, input) => subscriptions.changePrice(member, target, input),
  });

  registerAction(app, {
    name: 'restore',
    summary: 'Take it out of the trash',
    description: 'What is not in the trash is left as it is.',
    body: noBodySchema,
    run: (member, target) => subscriptions.restore(member, target),
  });

  app.post(
    `${SUBSCRIPTIONS}/:id/duplicate`,
    {
      schema: {
        tags,
        summary: 'Make a copy',
        description: 'Of the facts; pauses and a cancellation are not copied.',
        params: idParams,
        body: noBodySchema,
        response: { 201: subscriptionSchema },
      },
    },
    async (request, reply) => {
      const { resourceId, params } = request;
      const made = await subscriptions.duplicate(memberOf(request), resourceId, params.id);
      reply.header('location', `${SUBSCRIPTIONS}/${made.id}`).header('etag', resourceTag(made));
      return reply.code(201).send(made);
    },
  );
}

function registerAction<Body extends z.ZodType>(
  app: App,
  { name, summary, description, body, run }: Action<Body>,
): void {
  app.post(
    `${SUBSCRIPTIONS}/:id/${name}`,
    {
      schema: {
        tags,
        summary,
        description,
        params: idParams,
        body,
        response: { 200: subscriptionSchema },
      },
    },
    async (request, reply) => {
      const { params, body: input } = request as FastifyRequest & {
        params: z.output<typeof idParams>;
        body: z.output<Body>;
      };
      const target = { id: params.id, expected: expectedVersion(request as FastifyRequest) };
      const changed = await run(memberOf(request as FastifyRequest), target, input);
      reply.header('etag', resourceTag(changed));
      return reply.send(changed as never);
    },
  );
}

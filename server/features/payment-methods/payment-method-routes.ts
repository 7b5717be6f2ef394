import type { App } from '#server/http/app-instance.ts';
import { resourceTag } from '#server/http/content-tag.ts';
import { expectedVersion } from '#server/http/etag.ts';
import { memberOf } from '#server/http/request-context.ts';
import {
  createPaymentMethodSchema,
  patchPaymentMethodSchema,
  paymentMethodPageSchema,
  paymentMethodSchema,
} from '#shared/schemas/household-schemas.ts';
import { emptySchema, idParams, noBodySchema, pagedQuery } from '#shared/schemas/primitives.ts';
import type { PaymentMethodService } from './payment-method-service.ts';

const ADDRESS = '/api/v1/payment-methods';
const tags = ['payment methods'];

export function registerPaymentMethodRoutes(
  app: App,
  { paymentMethods }: { paymentMethods: PaymentMethodService },
): void {
  app.get(
    ADDRESS,
    {
      config: { isCached: true },
      schema: {
        tags,
        summary: 'The payment methods of the household, by name',
        querystring: pagedQuery,
        response: { 200: paymentMethodPageSchema },
      },
    },
    (request) => paymentMethods.list(memberOf(request), request.query),
  );

  app.post(
    ADDRESS,
    {
      schema: {
        tags,
        summary: 'Add a payment method',
        body: createPaymentMethodSchema,
        response: { 201: paymentMethodSchema },
      },
    },
    async (request, reply) => {
      const made = await paymentMethods.create(memberOf(request), request.resourceId, request.body);
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
        summary: 'One payment method',
        params: idParams,
        response: { 200: paymentMethodSchema },
      },
    },
    (request) => paymentMethods.get(memberOf(request), request.params.id),
  );

  app.patch(
    `${ADDRESS}/:id`,
    {
      schema: {
        tags,
        summary: 'Change a payment method',
        params: idParams,
        body: patchPaymentMethodSchema,
        response: { 200: paymentMethodSchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      const changed = await paymentMethods.patch(memberOf(request), target, request.body);
      reply.header('etag', resourceTag(changed));
      return changed;
    },
  );

  app.delete(
    `${ADDRESS}/:id`,
    {
      schema: {
        tags,
        summary: 'Put a payment method into the trash',
        description: 'What refers to it reads as having none, until `restore` brings it back.',
        params: idParams,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      await paymentMethods.remove(memberOf(request), target);
      return reply.code(204).send();
    },
  );

  app.post(
    `${ADDRESS}/:id/restore`,
    {
      schema: {
        tags,
        summary: 'Take a payment method out of the trash',
        description: 'What is not in the trash is left as it is.',
        params: idParams,
        body: noBodySchema,
        response: { 200: paymentMethodSchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      const restored = await paymentMethods.restore(memberOf(request), target);
      reply.header('etag', resourceTag(restored));
      return restored;
    },
  );
}

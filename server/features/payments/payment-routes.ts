import type { App } from '#server/http/app-instance.ts';
import { resourceTag } from '#server/http/content-tag.ts';
import { expectedVersion } from '#server/http/etag.ts';
import { memberOf } from '#server/http/request-context.ts';
import { emptySchema, idParams, pagedQuery } from '#shared/schemas/primitives.ts';
import {
  paymentInputSchema,
  paymentPageSchema,
  paymentParams,
  paymentSchema,
} from '#shared/schemas/subscription-schemas.ts';
import type { PaymentService } from './payment-service.ts';

const ADDRESS = '/api/v1/subscriptions/:id/payments';
const tags = ['payments'];

export function registerPaymentRoutes(app: App, { payments }: { payments: PaymentService }): void {
  app.get(
    ADDRESS,
    {
      config: { isCached: true },
      schema: {
        tags,
        summary: 'What was due up to today, and what was entered for later; newest first',
        params: idParams,
        querystring: pagedQuery,
        response: { 200: paymentPageSchema },
      },
    },
    (request) => payments.list(memberOf(request), request.params.id, request.query),
  );

  app.put(
    `${ADDRESS}/:dueOn`,
    {
      schema: {
        tags,
        summary: 'Say what really happened to an occurrence',
        description:
          'Past occurrences count as paid as planned unless the ledger says otherwise. Without ' +
          '`amount` the planned price holds.',
        params: paymentParams,
        body: paymentInputSchema,
        response: { 200: paymentSchema },
      },
    },
    async (request, reply) => {
      const { id, dueOn } = request.params;
      const target = { subscriptionId: id, dueOn, expected: expectedVersion(request) };
      const entered = await payments.put(memberOf(request), target, request.body);
      reply.header('etag', resourceTag(entered));
      return entered;
    },
  );

  app.delete(
    `${ADDRESS}/:dueOn`,
    {
      schema: {
        tags,
        summary: 'Take an entry of the ledger back',
        description: 'The occurrence is as planned again.',
        params: paymentParams,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      const { id, dueOn } = request.params;
      const target = { subscriptionId: id, dueOn, expected: expectedVersion(request) };
      await payments.remove(memberOf(request), target);
      return reply.code(204).send();
    },
  );
}

import { z } from 'zod';
import type { App } from '#server/http/app-instance.ts';
import { resourceTag } from '#server/http/content-tag.ts';
import { expectedVersion } from '#server/http/etag.ts';
import {
  alertReceiversSchema,
  putAlertReceiversSchema,
} from '#shared/schemas/alert-receiver-schemas.ts';
import { channelTestSchema } from '#shared/schemas/channel-resource-schemas.ts';
import { idSchema, noBodySchema } from '#shared/schemas/primitives.ts';
import { OPERATOR_RECEIVER } from './receiver-book.ts';
import type { ReceiverService } from './receiver-service.ts';

const ADDRESS = '/api/v1/operator/alert-receivers';
const tags = ['operator'];
const config = { access: 'operator' } as const;
const receiverParams = z.strictObject({
  id: z.union([z.literal(OPERATOR_RECEIVER), idSchema], 'must be an id, or operator'),
});

/** For whoever runs the installation. */
export function registerReceiverRoutes(
  app: App,
  { receivers }: { receivers: ReceiverService },
): void {
  app.get(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'Who is told of alerts',
        response: { 200: alertReceiversSchema },
      },
    },
    async (_request, reply) => {
      const found = await receivers.list();
      reply.header('etag', resourceTag(found));
      return found;
    },
  );

  app.put(
    ADDRESS,
    {
      // Secrets leave no trace, not even a hash of them.
      config: { ...config, tracedPart: () => null },
      schema: {
        tags,
        summary: 'Say who is told of alerts',
        description:
          'All of them at once. Secrets that are left out stay, unless they would be sent to another host.',
        body: putAlertReceiversSchema,
        response: { 200: alertReceiversSchema },
      },
    },
    async (request, reply) => {
      const stored = await receivers.put(request.body, expectedVersion(request));
      reply.header('etag', resourceTag(stored));
      return stored;
    },
  );

  app.post(
    `${ADDRESS}/:id/test`,
    {
      // Each sends something to somewhere else: as few as attempts to sign in.
      config: { ...config, rateLimitGroup: 'auth' },
      schema: {
        tags,
        summary: 'Send a message to see whether a receiver works',
        description:
          'Answers what the service answered; that it refuses is an answer, too. `operator` is the mail address of the operator.',
        params: receiverParams,
        body: noBodySchema,
        response: { 200: channelTestSchema },
      },
    },
    ({ params }) => receivers.test(params.id),
  );
}

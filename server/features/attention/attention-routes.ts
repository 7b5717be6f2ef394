import type { App } from '#server/http/app-instance.ts';
import { memberOf } from '#server/http/request-context.ts';
import { attentionParams, attentionSchema, seenInput } from '#shared/schemas/attention-schemas.ts';
import { emptySchema, noBodySchema } from '#shared/schemas/primitives.ts';
import type { AttentionService } from './attention-service.ts';

const ADDRESS = '/api/v1/attention';
const tags = ['attention'];
/** What somebody has seen or dismissed is their own, whatever their role. */
const config = { access: 'viewer' } as const;

/** What concerns one person is kept by no cache of the household. */
export function registerAttentionRoutes(
  app: App,
  { attention }: { attention: AttentionService },
): void {
  app.get(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'What needs your attention, the most urgent first',
        description:
          'Reminders that did not reach you, charges that can still be avoided, prices that ' +
          'change, cards that expire, what is not paid. Without what you dismissed.',
        response: { 200: attentionSchema },
      },
    },
    (request) => attention.of(memberOf(request)),
  );

  app.put(
    `${ADDRESS}/seen`,
    {
      config,
      schema: {
        tags,
        summary: 'Say what you have seen, so that it is new on none of your devices',
        body: seenInput,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      await attention.see(memberOf(request), request.body.keys);
      return reply.code(204).send();
    },
  );

  app.put(
    `${ADDRESS}/:key/dismissal`,
    {
      config,
      schema: {
        tags,
        summary: 'Dismiss an item: it stays away, for you alone',
        params: attentionParams,
        body: noBodySchema,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      await attention.dismiss(memberOf(request), request.params.key);
      return reply.code(204).send();
    },
  );

  app.delete(
    `${ADDRESS}/:key/dismissal`,
    {
      config,
      schema: {
        tags,
        summary: 'Bring back an item that you dismissed',
        params: attentionParams,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      await attention.bringBack(memberOf(request), request.params.key);
      return reply.code(204).send();
    },
  );
}

import type { App } from '#server/http/app-instance.ts';
import {
  redeemReminderLinkInput,
  reminderLinkParams,
  reminderLinkSchema,
  usedReminderLinkSchema,
} from '#shared/schemas/reminder-link-schemas.ts';
import type { ReminderLinkService } from './reminder-link-service.ts';

const ADDRESS = '/api/v1/reminder-links/:token';
const tags = ['reminders'];
/** Whoever has the link: it opens nothing else, and begins no session. */
const config = { access: 'public', rateLimitGroup: 'auth' } as const;
const HEADERS = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' };

export function registerReminderLinkRoutes(
  app: App,
  { reminderLinks }: { reminderLinks: ReminderLinkService },
): void {
  app.get(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'What a link from a reminder is about',
        description:
          'No more than the message said. Changes nothing, however often it is asked: programs ' +
          'that look through mail follow links.',
        params: reminderLinkParams,
        response: { 200: reminderLinkSchema },
      },
    },
    (request, reply) => {
      reply.headers(HEADERS);
      return reminderLinks.look(request.params.token);
    },
  );

  app.post(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'Do what a link from a reminder is for, once',
        description:
          'Marks the occurrence as paid, at the price that the message said, unless the ledger has ' +
          'an entry; or puts the reminder off until one of the choices.',
        params: reminderLinkParams,
        body: redeemReminderLinkInput,
        response: { 200: usedReminderLinkSchema },
      },
    },
    (request, reply) => {
      reply.headers(HEADERS);
      return reminderLinks.redeem(request.params.token, request.body?.until);
    },
  );
}

import { z } from 'zod';
import type { App } from '#server/http/app-instance.ts';
import { isFresh } from '#server/http/content-tag.ts';
import { memberOf } from '#server/http/request-context.ts';
import { AppError } from '#shared/app-error.ts';
import { calendarFeedSchema, newCalendarFeedSchema } from '#shared/schemas/import-schemas.ts';
import { emptySchema, noBodySchema } from '#shared/schemas/primitives.ts';
import type { CalendarFeedService } from './calendar-feed-service.ts';

const ADDRESS = '/api/v1/calendar-feed';
const tags = ['calendar feed'];

/** Sent as bytes, which are not checked. */
const fileSchema = z
  .string()
  .meta({ description: 'text/calendar' }) as unknown as z.ZodType<Buffer>;

export interface CalendarFeedRouteDeps {
  calendarFeed: CalendarFeedService;
  /** Where calendar programs reach this server, without a slash at the end. */
  publicUrl(): string;
}

export function registerCalendarFeedRoutes(
  app: App,
  { calendarFeed, publicUrl }: CalendarFeedRouteDeps,
) {
  app.get(
    ADDRESS,
    {
      schema: {
        tags,
        summary: 'Whether the household has a calendar feed',
        response: { 200: calendarFeedSchema },
      },
    },
    (request) => calendarFeed.status(memberOf(request).householdId),
  );

  app.post(
    ADDRESS,
    {
      schema: {
        tags,
        summary: 'Give out a secret address for calendar programs',
        description: 'The address is shown only in this answer. An earlier one stops working.',
        body: noBodySchema,
        response: { 201: newCalendarFeedSchema },
      },
    },
    async (request, reply) => {
      const { token, createdAt } = await calendarFeed.create(memberOf(request).householdId);
      const url = new URL(`/calendar/${token}.ics`, publicUrl()).href;
      return reply.code(201).send({ url, createdAt });
    },
  );

  app.delete(
    ADDRESS,
    {
      schema: { tags, summary: 'Revoke the secret address', response: { 204: emptySchema } },
    },
    async (request, reply) => {
      await calendarFeed.revoke(memberOf(request).householdId);
      return reply.code(204).send();
    },
  );

  app.get(
    '/calendar/:token.ics',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'The next 12 months as an iCalendar file (RFC 5545)',
        description:
          'Open to whoever knows the address: charges, days to cancel by, ends of trials.',
        params: z.strictObject({ token: z.string() }),
        produces: ['text/calendar'],
        response: { 200: fileSchema, 304: emptySchema },
      },
    },
    async (request, reply) => {
      const feed = await calendarFeed.open(request.params.token);
      if (!feed) throw new AppError('not-found');
      reply.header('etag', feed.etag).header('cache-control', 'private, no-cache');
      if (isFresh(request.headers['if-none-match'], feed.etag)) return reply.code(304).send();
      return reply
        .header('content-type', 'text/calendar; charset=utf-8')
        .header('content-disposition', 'inline; filename="duetide.ics"')
        .header('x-robots-tag', 'noindex')
        .send(feed.body);
    },
  );
}

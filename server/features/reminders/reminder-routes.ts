import type { App } from '#server/http/app-instance.ts';
import { memberOf } from '#server/http/request-context.ts';
import { pagedQuery } from '#shared/schemas/primitives.ts';
import {
  plannedRemindersSchema,
  reminderHistorySchema,
  remindersQuery,
} from '#shared/schemas/reminder-schemas.ts';
import type { ReminderService } from './reminder-service.ts';

const ADDRESS = '/api/v1/reminders';
const tags = ['reminders'];

/** What concerns one person is kept by no cache of the household. */
export function registerReminderRoutes(
  app: App,
  { reminders }: { reminders: ReminderService },
): void {
  app.get(
    ADDRESS,
    {
      schema: {
        tags,
        summary: 'What you will be reminded of, when, and by whose rule',
        description:
          'As things are now, on local dates from `from` to `to`, at most 366 days; with `subject`, ' +
          'only what is about that subscription or payment method. `sendAt` is when it goes out, ' +
          'on its own or in a digest; what was told on every channel is not among them.',
        querystring: remindersQuery,
        response: { 200: plannedRemindersSchema },
      },
    },
    (request) => reminders.upcoming(memberOf(request), request.query),
  );

  app.get(
    `${ADDRESS}/history`,
    {
      schema: {
        tags,
        summary: 'What was sent to you, tried, given up or left out; newest first',
        description:
          '`note` is what the channel said, or why it was not sent: `past`, `superseded`, ' +
          '`changed` or `channel-gone`.',
        querystring: pagedQuery,
        response: { 200: reminderHistorySchema },
      },
    },
    (request) => reminders.history(memberOf(request), request.query),
  );
}

import type { App } from '#server/http/app-instance.ts';
import { etagOf, expectedVersion } from '#server/http/etag.ts';
import { memberOf } from '#server/http/request-context.ts';
import { emptySchema, idParams } from '#shared/schemas/primitives.ts';
import {
  householdRemindersInput,
  householdRemindersSchema,
  memberRemindersInput,
  memberRemindersSchema,
  subscriptionRemindersInput,
  subscriptionRemindersSchema,
} from '#shared/schemas/reminder-schemas.ts';
import type { ReminderSettingsService } from './reminder-settings-service.ts';

const ADDRESS = '/api/v1/reminder-settings';
const OF_SUBSCRIPTION = '/api/v1/subscriptions/:id/reminder-rules';
const tags = ['reminders'];

export function registerReminderSettingsRoutes(
  app: App,
  { reminderSettings: settings }: { reminderSettings: ReminderSettingsService },
): void {
  app.get(
    ADDRESS,
    {
      schema: {
        tags,
        summary: 'By which rules the household’s members are reminded, and at which hour',
        description: '`rules` is what was set, `inForce` what holds with what was not.',
        response: { 200: householdRemindersSchema },
      },
    },
    async (request, reply) => {
      const found = await settings.ofHousehold(memberOf(request));
      reply.header('etag', etagOf(found.version));
      return found;
    },
  );

  app.put(
    ADDRESS,
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Set the household’s rules',
        description:
          'Days are days before the day that a reminder is about; of `unpaid`, after it. What a ' +
          'rule would have said before it was set is not sent.',
        body: householdRemindersInput,
        response: { 200: householdRemindersSchema },
      },
    },
    async (request, reply) => {
      const expected = expectedVersion(request);
      const found = await settings.putHousehold(memberOf(request), request.body, expected);
      reply.header('etag', etagOf(found.version));
      return found;
    },
  );

  app.get(
    `${ADDRESS}/mine`,
    {
      schema: {
        tags,
        summary: 'How you are reminded',
        description: 'What is null is as the household has it.',
        response: { 200: memberRemindersSchema },
      },
    },
    async (request, reply) => {
      const found = await settings.mine(memberOf(request));
      reply.header('etag', etagOf(found.version));
      return found;
    },
  );

  app.put(
    `${ADDRESS}/mine`,
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Set how you are reminded',
        description:
          'A kind that you turn off stays off, whatever the rules of a subscription say. In quiet ' +
          'hours nothing is sent: what is late waits for their end.',
        body: memberRemindersInput,
        response: { 200: memberRemindersSchema },
      },
    },
    async (request, reply) => {
      const expected = expectedVersion(request);
      const found = await settings.putMine(memberOf(request), request.body, expected);
      reply.header('etag', etagOf(found.version));
      return found;
    },
  );

  app.get(
    OF_SUBSCRIPTION,
    {
      schema: {
        tags,
        summary: 'By which rules a subscription is reminded of',
        params: idParams,
        response: { 200: subscriptionRemindersSchema },
      },
    },
    async (request, reply) => {
      const found = await settings.ofSubscription(memberOf(request), request.params.id);
      reply.header('etag', etagOf(found.version));
      return found;
    },
  );

  app.put(
    OF_SUBSCRIPTION,
    {
      schema: {
        tags,
        summary: 'Set rules for a subscription',
        params: idParams,
        body: subscriptionRemindersInput,
        response: { 200: subscriptionRemindersSchema },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const expected = expectedVersion(request);
      const found = await settings.putSubscription(memberOf(request), id, request.body, expected);
      reply.header('etag', etagOf(found.version));
      return found;
    },
  );

  app.delete(
    OF_SUBSCRIPTION,
    {
      schema: {
        tags,
        summary: 'Take a subscription’s rules back',
        description: 'Those of the members and of the household hold again.',
        params: idParams,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      const expected = expectedVersion(request);
      await settings.removeSubscription(memberOf(request), request.params.id, expected);
      return reply.code(204).send();
    },
  );
}

import type { App } from '#server/http/app-instance.ts';
import { resourceTag } from '#server/http/content-tag.ts';
import { expectedVersion } from '#server/http/etag.ts';
import { memberOf } from '#server/http/request-context.ts';
import type { ReminderLocale } from '#shared/reminders/reminder-settings.ts';
import {
  type ChannelTest,
  channelPageSchema,
  channelSchema,
  channelTestSchema,
  createChannelSchema,
  patchChannelSchema,
  pushKeySchema,
} from '#shared/schemas/channel-resource-schemas.ts';
import { emptySchema, idParams, noBodySchema, pagedQuery } from '#shared/schemas/primitives.ts';
import type { ChannelOwner } from './channel-repository.ts';
import type { ChannelSender } from './channel-sender.ts';
import type { ChannelService } from './channel-service.ts';
import type { SendOutcome } from './deliver-request.ts';
import { testMessage } from './test-message.ts';
import { withoutSecrets } from './without-secrets.ts';

export interface ChannelRoutesDeps {
  channels: ChannelService;
  channelSender: ChannelSender;
  publicUrl(): string;
  localeOf(owner: ChannelOwner): Promise<ReminderLocale>;
  /** What browsers subscribe with. */
  pushKey(): string;
}

const ADDRESS = '/api/v1/channels';
const tags = ['channels'];
/** A channel is a person's: also those who may change nothing of the household have theirs. */
const config = { access: 'viewer' } as const;

export function registerChannelRoutes(app: App, deps: ChannelRoutesDeps): void {
  const { channels, channelSender } = deps;

  app.get(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'How you are reached, by name',
        description: 'Your own channels; nobody else sees them, whatever their role.',
        querystring: pagedQuery,
        response: { 200: channelPageSchema },
      },
    },
    (request) => channels.list(memberOf(request), request.query),
  );

  app.post(
    ADDRESS,
    {
      config: { ...config, tracedPart: withoutSecrets },
      schema: {
        tags,
        summary: 'Add a channel',
        description: 'Secret settings are encrypted where they are kept, and never answered.',
        body: createChannelSchema,
        response: { 201: channelSchema },
      },
    },
    async (request, reply) => {
      const made = await channels.create(memberOf(request), request.resourceId, request.body);
      reply.header('location', `${ADDRESS}/${made.id}`).header('etag', resourceTag(made));
      return reply.code(201).send(made);
    },
  );

  app.get(
    `${ADDRESS}/push-key`,
    {
      config,
      schema: {
        tags,
        summary: 'The key with which a browser subscribes to Web Push',
        response: { 200: pushKeySchema },
      },
    },
    () => ({ publicKey: deps.pushKey() }),
  );

  app.get(
    `${ADDRESS}/:id`,
    {
      config,
      schema: { tags, summary: 'One channel', params: idParams, response: { 200: channelSchema } },
    },
    async (request, reply) => {
      const channel = await channels.get(memberOf(request), request.params.id);
      reply.header('etag', resourceTag(channel));
      return channel;
    },
  );

  app.patch(
    `${ADDRESS}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Change a channel',
        description:
          'Secrets that are left out stay, unless the channel would send them to another host.',
        params: idParams,
        body: patchChannelSchema,
        response: { 200: channelSchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      const changed = await channels.patch(memberOf(request), target, request.body);
      reply.header('etag', resourceTag(changed));
      return changed;
    },
  );

  app.delete(
    `${ADDRESS}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Put a channel into the trash',
        description: 'Nothing is sent to it, until `restore` brings it back.',
        params: idParams,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      await channels.remove(memberOf(request), target);
      return reply.code(204).send();
    },
  );

  app.post(
    `${ADDRESS}/:id/restore`,
    {
      config,
      schema: {
        tags,
        summary: 'Take a channel out of the trash',
        description: 'What is not in the trash is left as it is.',
        params: idParams,
        body: noBodySchema,
        response: { 200: channelSchema },
      },
    },
    async (request, reply) => {
      const target = { id: request.params.id, expected: expectedVersion(request) };
      const restored = await channels.restore(memberOf(request), target);
      reply.header('etag', resourceTag(restored));
      return restored;
    },
  );

  app.post(
    `${ADDRESS}/:id/test`,
    {
      // Each sends something to somewhere else: as few as attempts to sign in.
      config: { ...config, rateLimitGroup: 'auth' },
      schema: {
        tags,
        summary: 'Send a message to see whether a channel works',
        description:
          'Answers what the service answered, within seconds; that it refuses is an answer, too.',
        params: idParams,
        body: noBodySchema,
        response: { 200: channelTestSchema },
      },
    },
    async (request) => {
      const member = memberOf(request);
      const { id, name } = await channels.get(member, request.params.id);
      const locale = await deps.localeOf(member);
      const message = testMessage(request.resourceId, { name, locale }, deps.publicUrl());
      return toTest(await channelSender.send(member, id, message));
    },
  );
}

function toTest(outcome: SendOutcome): ChannelTest {
  if (outcome.kind === 'delivered') return { outcome: 'delivered' };
  if (outcome.kind === 'refused') {
    return { outcome: 'refused', words: outcome.words, isGone: outcome.isGone };
  }
  const { words, isReached, after } = outcome;
  return { outcome: 'failed', words, isReached, retryAfter: after };
}

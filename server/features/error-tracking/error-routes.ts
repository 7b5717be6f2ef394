import type { App } from '#server/http/app-instance.ts';
import { invalidInput } from '#server/invalid-input.ts';
import type { StackFrame } from '#server/observability/errors/stack-frames.ts';
import {
  type ErrorFrameView,
  type ErrorGroupDetail,
  type ErrorGroupView,
  errorGroupDetailSchema,
  errorGroupParams,
  errorGroupsQuery,
  errorGroupsSchema,
} from '#shared/schemas/error-schemas.ts';
import { noBodySchema } from '#shared/schemas/primitives.ts';
import type { ErrorDetails } from './error-details.ts';
import type { ErrorGroup, ErrorGroupPlace } from './error-group-repository.ts';
import { type ErrorService, isExactly } from './error-service.ts';

const tags = ['operator'];
const config = { access: 'operator' } as const;
const ADDRESS = '/api/v1/operator/errors';

/** For whoever runs the installation. */
export function registerErrorRoutes(app: App, { errors }: { errors: ErrorService }): void {
  app.get(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'What went wrong in the server and in browsers, by fault, the last one first',
        querystring: errorGroupsQuery,
        response: { 200: errorGroupsSchema },
      },
    },
    async ({ query: { state, limit, cursor } }) => {
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const found = await errors.list({ state, after, limit: limit + 1 });
      const taken = found.slice(0, limit);
      const last = taken.at(-1);
      return {
        items: taken.map(toView),
        nextCursor: last && found.length > limit ? writeCursor(last) : null,
      };
    },
  );

  app.get(
    `${ADDRESS}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'One fault: where it is, whom it hit, and the last times that it happened',
        params: errorGroupParams,
        response: { 200: errorGroupDetailSchema },
      },
    },
    async ({ params }) => toDetail(await errors.find(params.id)),
  );

  app.post(
    `${ADDRESS}/:id/resolve`,
    {
      config,
      schema: {
        tags,
        summary: 'Say that it is mended',
        description: 'It opens again by itself when it is seen again.',
        params: errorGroupParams,
        body: noBodySchema,
        response: { 200: errorGroupDetailSchema },
      },
    },
    async ({ params }) => toDetail(await errors.resolve(params.id)),
  );

  app.post(
    `${ADDRESS}/:id/reopen`,
    {
      config,
      schema: {
        tags,
        summary: 'Say that it is not mended',
        params: errorGroupParams,
        body: noBodySchema,
        response: { 200: errorGroupDetailSchema },
      },
    },
    async ({ params }) => toDetail(await errors.reopen(params.id)),
  );
}

function toView(group: ErrorGroup): ErrorGroupView {
  const { version: _, householdCount: count, ...facts } = group;
  return { ...facts, households: { count, isExact: isExactly(group) } };
}

function toDetail({ events, householdIds, ...group }: ErrorGroup & ErrorDetails): ErrorGroupDetail {
  return {
    ...toView(group),
    events: events.map((event) => ({
      ...event,
      frames: event.frames.map(toFrameView),
      causes: event.causes.map((cause) => ({ ...cause, frames: cause.frames.map(toFrameView) })),
    })),
    householdIds: [...householdIds],
  };
}

function toFrameView({ lines, ...place }: StackFrame): ErrorFrameView {
  if (!lines) return place;
  const { before, at, after } = lines;
  return { ...place, lines: { before: [...before], at, after: [...after] } };
}

function writeCursor({ lastSeenAt, id }: ErrorGroupPlace): string {
  return Buffer.from(`${lastSeenAt} ${id}`).toString('base64url');
}

function readCursor(cursor: string): ErrorGroupPlace {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, lastSeenAt, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{12}Z) ([\da-f]{32})$/.exec(text) ?? [];
  if (!lastSeenAt || !id || Number.isNaN(Date.parse(lastSeenAt))) {
    throw invalidInput('/query/cursor', 'must be the `nextCursor` of a page of this list');
  }
  return { lastSeenAt, id };
}

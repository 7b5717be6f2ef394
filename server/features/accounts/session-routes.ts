import type { App } from '#server/http/app-instance.ts';
import { memberOf } from '#server/http/request-context.ts';
import { AppError } from '#shared/app-error.ts';
import {
  currentSessionSchema,
  type SessionView,
  sessionsSchema,
} from '#shared/schemas/account-schemas.ts';
import { emptySchema, idParams, noBodySchema } from '#shared/schemas/primitives.ts';
import type { AccountService } from './account-service.ts';
import type { Session } from './session-repository.ts';
import type { SessionService } from './session-service.ts';
import type { SessionTransport } from './session-transport.ts';

export interface SessionRouteDeps {
  accounts: AccountService;
  sessions: SessionService;
  transport: SessionTransport;
}

const tags = ['account'];

export function registerSessionRoutes(app: App, deps: SessionRouteDeps): void {
  const { accounts, sessions, transport } = deps;

  app.get(
    '/api/v1/auth/session',
    { schema: { tags, summary: 'Who is signed in', response: { 200: currentSessionSchema } } },
    (request) => accounts.current(memberOf(request)),
  );

  app.post(
    '/api/v1/auth/sign-out',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'End this session',
        body: noBodySchema,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      await sessions.revokeToken(transport.tokenOf(request));
      transport.end(reply);
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/v1/auth/sessions',
    { schema: { tags, summary: 'Where one is signed in', response: { 200: sessionsSchema } } },
    async (request) => {
      const { userId, sessionId } = memberOf(request);
      const items = (await sessions.list(userId)).map((session) => toView(session, sessionId));
      return { items, nextCursor: null };
    },
  );

  app.delete(
    '/api/v1/auth/sessions/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'End a session',
        params: idParams,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      const { userId, sessionId } = memberOf(request);
      const { id } = request.params;
      if (!(await sessions.revoke(userId, id))) throw new AppError('not-found');
      if (id === sessionId) transport.end(reply);
      return reply.code(204).send();
    },
  );
}

function toView(session: Session, currentId: string): SessionView {
  const { id, createdAt, lastSeenAt, expiresAt, userAgent } = session;
  return { id, createdAt, lastSeenAt, expiresAt, userAgent, isCurrent: id === currentId };
}
